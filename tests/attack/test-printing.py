#!/usr/bin/python3
"""What printing leaves on the disk: test-printing.py BUILD ROLLTOP_CTL FILL_STORE, in a desktop of its own whose folders,
the one for temporary files too, lie below ROLLTOP_DESK. The toolkit's spool is such a file."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

import traces
from example import DEMO, OWN, Example
from window import Window, wait_for
from printing import dialogue_is_open, open_print_dialogue, print_to_file
from scene import Seat

BUILD = sys.argv[1]
DESK = Path(os.environ["ROLLTOP_DESK"])
STORE = DESK / "data" / "store.rolltop"
EXAMPLE = Example(STORE, *sys.argv[2:4])
PAPERS = DESK / "papers"
STREET = OWN[0]["street"]


class Printer(Window, Seat):
    """Prints to a file in the folder that it was started in."""


def files():
    """Every file of this desktop but for those of the store, which grow and go."""
    return {path: raw for path, raw in traces.files_below(DESK) if not path.name.startswith(STORE.name)}


def plain(raw):
    """What can be read of a file: of a paper, the text of its pages too."""
    if not raw.startswith(b"%PDF"):
        return raw
    return raw + subprocess.run(["pdftotext", "-raw", "-", "-"], input=raw, capture_output=True, check=True).stdout


class Printing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        EXAMPLE.make("--demo-language", "en", orders=4, tickets=2)
        cls.wanted = EXAMPLE.wanted(EXAMPLE.fill())
        PAPERS.mkdir()
        os.chdir(PAPERS)

    def setUp(self):
        self.before = files()

    def nothing_is_left(self, *papers):
        """Besides the papers that were asked for no file is new, and none says anything of a person."""
        now = files()
        for name in papers:
            self.assertTrue(self.wanted.found_in(plain(now.pop(PAPERS / name))), f"{name} is no paper of anybody")
        self.assertFalse([path.name for path in set(now) - set(self.before) if path.parent in (DESK / "tmp", DESK / "run", PAPERS)])
        for path, raw in now.items():
            self.assertEqual(self.wanted.found_in(plain(raw)), [], path.name)

    def at_the_order(self, window):
        window.sign_in("Zhao Min", DEMO)
        window.press("alt+1", "Down", "Down")
        window.wait_for_text(STREET)

    def end(self, window):
        window.press("ctrl+q")
        window.program.wait(20)

    def test_a_print_that_is_called_off_leaves_no_file(self):
        with Printer(BUILD, STORE) as window:
            self.at_the_order(window)
            open_print_dialogue(window)
            window.press("Escape")
            wait_for("the end of the print dialogue", lambda: not dialogue_is_open())
            self.nothing_is_left()
            open_print_dialogue(window)
            window.press("ctrl+l")
            window.find("Sign in")
            self.nothing_is_left()
            self.end(window)
        self.nothing_is_left()

    def test_what_was_printed_leaves_the_paper_and_no_other_file(self):
        with Printer(BUILD, STORE) as window:
            self.at_the_order(window)
            print_to_file(window)
            wait_for("the paper", lambda: (PAPERS / "output.pdf").exists())
            window.wait_for_text("The sheet has gone to the printer.")
            self.nothing_is_left("output.pdf")
            window.press("ctrl+l")
            window.find("Sign in")
            self.end(window)
        self.nothing_is_left("output.pdf")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:], verbosity=2)
