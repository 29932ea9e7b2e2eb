#!/usr/bin/env python3
"""Walks through the whole main job in the real windows by keyboard and leaves a picture of every step.

Called inside build-aux/with-desk as: walkthrough.py --build BUILD_DIR --out FOLDER [--language LANG]…
Each language has a store, settings and a keyring item of its own. Ends with another status than 0 and one line when a
step does not come true or the toolkit complains.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import steps_clerk
import steps_looks
import steps_office
import steps_service
import steps_start
from deskdriver import Desk, StepFailed
from walk import Walk

LANGUAGES = ("en_US", "zh_CN")


class Home:
    """The folders of one person who runs the program: nothing of another run is in them."""

    def __init__(self, language):
        self.folder = Path(tempfile.mkdtemp(prefix=f"walk-{language}-"))
        self.environment = {
            "LANG": f"{language}.UTF-8",
            "LC_ALL": f"{language}.UTF-8",
            **{f"XDG_{name}_HOME": str(self.folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")},
        }


class Run:
    """The walk in one language, over several starts of the program."""

    def __init__(self, options, language):
        self.options, self.language = options, language
        self.home = Home(language)
        self.walk = None

    def start(self, *steps, **environment):
        """Starts the program, takes the steps, ends it."""
        desk = Desk(self.options.build, self.language, environment={**self.home.environment, **environment})
        with desk:
            desk.maximise()
            walk = Walk(desk, self.options, self.language)
            if self.walk is not None:
                walk.take_over(self.walk)
            self.walk = walk
            try:
                for step in steps:
                    step(walk)
                walk.check_warnings()
            except StepFailed:
                desk.picture(self.options.out / f"{walk.short}-failed.png")
                raise


def size_of_text(times):
    """What programs that start from now on take for the size of text: 96 dots per inch is the usual one. With no
    desktop that tells them, they take it from the display."""
    subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER",
                    f"Xft.dpi:\t{96 * times}\n"], check=True)


def forget_keys():
    """Takes the stores' keys out of this desktop's keyring."""
    subprocess.run(["secret-tool", "clear", "application", "rolltop"], check=False)


def walk_through(options, language):
    first = Run(options, language)
    first.start(steps_start.welcome, steps_start.set_up)
    run = Run(options, language)
    run.walk = first.walk
    run.start(steps_start.example, steps_clerk.steps, steps_service.steps, steps_office.dispatcher,
              steps_office.manager, steps_office.lock)
    run.start(steps_looks.dark, ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    size_of_text(2)
    run.start(steps_looks.large_text)
    size_of_text(1)
    forget_keys()
    run.start(steps_looks.lost_keyring)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    options = parser.parse_args()
    options.build, options.out = options.build.resolve(), options.out.resolve()
    options.out.mkdir(parents=True, exist_ok=True)
    if "ROLLTOP_DESK" not in os.environ:
        sys.exit("walkthrough: run this inside build-aux/with-desk")
    for language in options.language or LANGUAGES:
        began = time.monotonic()
        try:
            walk_through(options, language)
        except StepFailed as failed:
            sys.exit(f"walkthrough: {language}: {failed} (seen then: {language[:2]}-failed.png)")
        print(f"{language}: done in {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
