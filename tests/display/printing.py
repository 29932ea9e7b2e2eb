#!/usr/bin/env python3
"""A sheet counts as printed only when it has gone out: a print dialogue that is called off leaves it as not printed.

Called inside build-aux/with-desk as: printing.py --build BUILD_DIR
Prints TAP. What stands on the print list is read with stock sqlcipher and the key from the keyring.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from deskdriver import StepFailed, wait_for
from scene import Seat

PASSWORD = "rolltop example desk"


class Store:
    """An example store, and what its print list says."""

    def __init__(self, build, folder):
        self.path, self.folder = folder / "store.rolltop", folder
        subprocess.run(
            [str(build / "src" / "ctl" / "rolltop-ctl"), "--store", str(self.path), "demo", "--orders", "6",
             "--tickets", "1", "--demo-language", "en"],
            input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL,
            env={**os.environ, "ROLLTOP_LOCALEDIR": str(build / "po")})

    def printed(self):
        """The numbers on the list, each with whether its sheet went out."""
        copy = self.folder / "copy.rolltop"
        for ending in ("", "-wal"):
            if Path(f"{self.path}{ending}").exists():
                shutil.copy(f"{self.path}{ending}", f"{copy}{ending}")
        key = subprocess.run(["secret-tool", "lookup", "application", "rolltop", "kind", "store-key"],
                             capture_output=True, text=True, check=True).stdout.strip()
        told = subprocess.run(
            ["sqlcipher", "-batch", str(copy)], capture_output=True, text=True, check=True,
            input=f"PRAGMA key = \"x'{key}'\";\nSELECT number, went_at IS NOT NULL FROM printed ORDER BY id;\n")
        return [tuple(int(part) for part in line.split("|")) for line in told.stdout.splitlines() if "|" in line]


def expect(what, store, wanted):
    wait_for(f"{what}: {wanted} on the print list", lambda: store.printed() == wanted)


def sign_in(desk):
    desk.wait_for_text("Sign in", 60)
    desk.choose_last_name()
    desk.type(PASSWORD)
    desk.press("Return")
    desk.wait_for_text("SO-10001", 60)


def dialogue_is_open():
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Print$"],
                           capture_output=True, text=True, check=False)
    return found.stdout.strip() != ""


def open_print_dialogue(desk):
    desk.press("ctrl+p")
    wait_for("the print dialogue", dialogue_is_open)
    time.sleep(1)


def print_to_file(desk):
    open_print_dialogue(desk)
    desk.press("Tab", "Down", "space")
    time.sleep(0.5)
    desk.press("alt+p")
    wait_for("the end of the print dialogue", lambda: not dialogue_is_open())


def called_off(desk, store):
    """a print dialogue that is called off leaves the sheet as not printed"""
    open_print_dialogue(desk)
    desk.press("Escape")
    wait_for("the end of the print dialogue", lambda: not dialogue_is_open())
    expect("called off", store, [(1, 0)])


def gone(desk, store):
    """a sheet that has gone to the printer counts, under the number it had"""
    print_to_file(desk)
    expect("gone", store, [(1, 1)])
    if not (store.folder / "output.pdf").stat().st_size > 1000:
        raise StepFailed("the printer got no paper")


def again(desk, store):
    """a reprint keeps the number and is one more line"""
    # it would ask whether to write over it
    (store.folder / "output.pdf").unlink()
    print_to_file(desk)
    expect("again", store, [(1, 1), (1, 1)])


def show_order(desk):
    desk.press("alt+1")
    time.sleep(1)
    desk.press("Down", "Down")
    time.sleep(1.5)
    desk.press("Return")
    time.sleep(0.5)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    build = parser.parse_args().build.resolve()
    folder = Path(os.environ["ROLLTOP_DESK"]) / "printing"
    folder.mkdir()
    # where "Print to File" writes by itself
    os.chdir(folder)
    steps = (called_off, gone, again)
    print(f"1..{len(steps)}", flush=True)
    store = Store(build, folder)
    with Seat(build, "en", store=store.path) as desk:
        desk.maximise()
        sign_in(desk)
        show_order(desk)
        for number, step in enumerate(steps, 1):
            try:
                step(desk, store)
            except StepFailed as failed:
                print(f"not ok {number} {step.__doc__}\n# {failed}", flush=True)
                sys.exit(1)
            print(f"ok {number} {step.__doc__}", flush=True)


if __name__ == "__main__":
    main()
