#!/usr/bin/env python3
"""Walks through the main job in the real windows and leaves a screenshot of every step.

Called inside build-aux/with-desk as: walkthrough.py --build BUILD_DIR --out FOLDER
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def wait_for(what, look, seconds=20):
    """Asks look() until it gives something, or ends with one clear line."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    sys.exit(f"walkthrough: {what} did not appear in {seconds} seconds")


def find_window(name):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and application.get_name() == name and application.get_child_count() > 0:
            return application.get_child_at_index(0)
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)

    program = subprocess.Popen([options.build / "src" / "ui" / "rolltop"])
    try:
        wait_for("the window of Rolltop", lambda: find_window("rolltop"))
        time.sleep(0.5)
        subprocess.run(["import", "-window", "root", options.out / "01-start.png"], check=True)
        print("01-start")
    finally:
        program.terminate()
        program.wait()


if __name__ == "__main__":
    main()
