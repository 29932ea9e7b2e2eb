#!/usr/bin/env python3
"""Walks through the real windows by keyboard and leaves a screenshot of every step, in English and in Chinese.

Called inside build-aux/with-desk as: walkthrough.py --build BUILD_DIR --out FOLDER
Ends with another status than 0 and one line when a step does not come true or the toolkit complains.
"""

import argparse
import gettext
import re
import sys
from pathlib import Path

from deskdriver import Desk, StepFailed

LANGUAGES = ("en", "zh_CN")


def words_of(options, language):
    """What the windows call things: the catalogue's words without the mark of the mnemonic."""
    catalogue = gettext.translation("rolltop", options.build / "po", [language], fallback=True)
    return lambda words: re.sub(r"\(_\w\)|_", "", catalogue.gettext(words))


def walk_through(options, language):
    short = language[:2]
    words = words_of(options, language)
    with Desk(options.build, language, store=options.out / f"{short}.rolltop") as desk:
        desk.maximise()
        desk.find(words("_Try with an example store"))
        picture = options.out / f"{short}-01-welcome.png"
        desk.picture(picture)
        print(picture.stem, flush=True)
        if desk.warnings:
            raise StepFailed(f"{short}: the toolkit complains: {desk.warnings[0]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.build, options.out = options.build.resolve(), options.out.resolve()
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        for language in LANGUAGES:
            walk_through(options, language)
    except StepFailed as failed:
        sys.exit(f"walkthrough: {failed}")


if __name__ == "__main__":
    main()
