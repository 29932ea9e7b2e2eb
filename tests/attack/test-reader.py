#!/usr/bin/python3
"""A screen reader may ask about anything at any time, also about what has just gone: test-reader.py BUILD ROLLTOP_CTL, in a
desktop of its own."""

import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from example import DEMO, Example
from reader import Reader
from window import Window, wait_for
from scene import Seat

BUILD = sys.argv[1]
STORE = Path(os.environ["ROLLTOP_DESK"]) / "store.rolltop"
EXAMPLE = Example(STORE, sys.argv[2], None)
READER = str(Path(__file__).with_name("reader.py"))
NO_SUCH_WINDOW = 99  # what a reader asks for when a window closed after it had counted them


class Shown(Window, Seat):
    """Dies of what the toolkit only complains about."""

    def __init__(self):
        super().__init__(BUILD, STORE, G_DEBUG="fatal-criticals")

    def sign_in_manager(self):
        self.sign_in("Zhao Min", DEMO)

    def still_runs(self):
        return self.program.poll() is None

    def shown(self):
        """How many windows of the program the window manager shows."""
        found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.program.pid), "--name", "."],
                               capture_output=True, text=True, check=False)
        return len(found.stdout.split())

    def press_for(self, count, *keys):
        """Presses the keys, and the last of them again until so many windows are shown: nothing is read meanwhile."""
        for key in keys:
            self.press(key)

        def are_shown():
            if self.shown() == count or not self.still_runs():
                return True
            time.sleep(0.5)
            if self.shown() != count:
                self.press(keys[-1])
            return False

        wait_for(f"{count} windows", are_shown)


class Asked(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        EXAMPLE.make("--demo-language", "en", orders=8, tickets=4)

    def test_a_window_that_is_not_there_is_answered_whatever_else_is(self):
        with Shown() as window:
            reader = Reader(window.program.pid)

            def ask(when):
                reader.child(NO_SUCH_WINDOW)
                self.assertTrue(window.still_runs(), when)

            ask("on the sign-in page")
            window.sign_in_manager()
            ask("at the desk")
            window.press_for(2, "alt+1", "Down", "ctrl+Return")
            ask("with a window of an order")
            window.press_for(1, "Escape")
            ask("after it")
            window.press_for(2, "ctrl+question")
            ask("with the shortcuts")
            window.press("ctrl+l")
            window.find("Sign in")
            ask("on the locked desk")
            self.assertEqual(reader.count(), 1)

    def test_windows_close_and_the_desk_locks_while_a_reader_asks_without_pause(self):
        with Shown() as window:
            with subprocess.Popen([sys.executable, READER, str(window.program.pid)], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True) as reader:
                try:
                    self.assertEqual(reader.stdout.readline(), "reading\n")
                    self.work(window)
                    self.assertTrue(window.still_runs())
                    self.assertIsNone(reader.poll())
                finally:
                    reader.kill()

    def work(self, window):
        window.sign_in_manager()
        for _ in range(8):
            window.press_for(2, "alt+1", "Down", "ctrl+Return")
            window.press_for(1, "Escape")
        for keys in (("alt+1", "Down", "ctrl+Return"), ("alt+3", "Down", "ctrl+e"), ("alt+1", "Down", "ctrl+p"),
                     ("ctrl+question",)):
            window.press_for(2, *keys)
            window.press("ctrl+l")
            window.find("Sign in")
            self.assertEqual(window.shown(), 1)
            window.sign_in_manager()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
