#!/usr/bin/env python3
"""Walks through the real windows by keyboard and leaves a screenshot of every step.

Called inside build-aux/with-desk as: walkthrough.py --build BUILD_DIR --out FOLDER
Ends with another status than 0 and one line when a step does not come true or the toolkit complains.
"""

import argparse
import gettext
import re
import sys
import time
from pathlib import Path

from deskdriver import Desk, StepFailed

LANGUAGES = ("en",)


def words_of(options, language):
    """What the windows call things: the catalogue's words without the mark of the mnemonic."""
    catalogue = gettext.translation("rolltop", options.build / "po", [language], fallback=True)
    return lambda words: re.sub(r"\(_\w\)|_", "", catalogue.gettext(words))


class Walk:
    """One walk in one language: keys, then a picture of what they led to."""

    def __init__(self, desk, out, short):
        self.desk, self.out, self.short, self.number = desk, out, short, 0

    def step(self, name, *keys, text=None, wait=2.0):
        for key in keys:
            self.desk.press(key)
            time.sleep(0.2)
        if text is not None:
            self.desk.type(text)
        time.sleep(wait)
        self.number += 1
        picture = self.out / f"{self.short}-{self.number:02d}-{name}.png"
        self.desk.picture(picture)
        print(picture.stem, flush=True)


def fill_order(walk):
    """A new order by keyboard alone: the telephone number first, then who and where."""
    walk.step("new-order", "ctrl+n")
    walk.step("looked-up", text="555 555 0123", wait=0.3)
    walk.step("new-customer", "Return")
    walk.desk.type("Alice Example")
    for _ in range(4):
        walk.desk.press("Tab")
    walk.desk.type("12 Sample Street")
    walk.step("order-form", wait=1)
    walk.step("what-is-missing", "ctrl+s", wait=1)
    walk.step("unfinished-order-kept", "Escape")


def walk_through(options, language):
    short = language[:2]
    words = words_of(options, language)
    with Desk(options.build, language, store=options.out / f"{short}.rolltop") as desk:
        walk = Walk(desk, options.out, short)
        desk.maximise()
        desk.find(words("_Try with an example store"))
        walk.step("welcome")
        walk.step("sign-in", "Tab", "Tab", "Return", wait=25)
        # The last in the list of names is the clerk or the manager: both enter orders.
        walk.step("who", "shift+Tab", "space", "End", "Return", "Tab", wait=1)
        desk.type("rolltop example desk")
        walk.step("orders", "Return", wait=5)
        walk.step("order", "Down", "Down")
        fill_order(walk)
        walk.step("tickets", "alt+2")
        walk.step("ticket", "Down", "Down")
        walk.step("customers", "alt+3")
        walk.step("notice", "alt+4")
        walk.step("locked", "ctrl+l", wait=3)
        if desk.warnings:
            print(f"{short}: the toolkit says: {desk.warnings[0]}", flush=True)


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
