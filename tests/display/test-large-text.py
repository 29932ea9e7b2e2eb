#!/usr/bin/python3
"""Text of twice the size: the list takes all of the window, what is opened from it too, and only what was opened was
looked at. Runs inside build-aux/with-desk."""

import json
import os
import subprocess
import time
import unittest

from deskdriver import Atspi, wait_for
from scene import Seat
from table import BUILD, DESK
from walkthrough import size_of_text

STORE = DESK / "store.rolltop"
MANAGER, LOGIN, PASSWORD = "Zhao Min", "zhao.min", "rolltop example desk"
PROGRAM = BUILD / "src" / "ctl" / "rolltop-ctl"
ENVIRONMENT = {**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")}


def looks():
    """How many orders the manager has opened."""
    done = subprocess.run([PROGRAM, "--store", STORE, "--user", LOGIN, "--password-fd", "0", "log", "list", "--json",
                           "--actor", LOGIN, "--action", "order.open", "--limit", "200"],
                          input=PASSWORD, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    return len(json.loads(done.stdout))


class LargeText(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([PROGRAM, "--store", STORE, "demo", "--orders", "12", "--tickets", "2", "--demo-language", "en"],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, env=ENVIRONMENT)

    def seat(self, times):
        size_of_text(times)
        self.addCleanup(size_of_text, 1)
        return Seat(BUILD, "en", store=STORE)

    @staticmethod
    def is_drawn(desk, words):
        return any(True for _ in desk.drawn_with([words]))

    def test_rows_passed_by_in_a_list_that_hides_the_detail_are_no_looks(self):
        before = looks()
        with self.seat(2) as desk:
            desk.maximise()
            desk.sign_in(MANAGER, PASSWORD)
            for _ in range(3):
                desk.press("Down")
                time.sleep(1)  # longer than a row is passed by
            desk.press("Return")
            wait_for("the order", lambda: self.is_drawn(desk, "Still to pay") or self.is_drawn(desk, "Taken by"))
            self.assertFalse(self.is_drawn(desk, "This week"), "the list is beside the order")
            desk.press("alt+Left")
            wait_for("the list", lambda: self.is_drawn(desk, "This week"))
            self.assertEqual(desk.warnings, [])
        self.assertEqual(looks() - before, 1)

    def test_beside_the_list_each_row_is_one(self):
        before = looks()
        with self.seat(1) as desk:
            desk.maximise()
            desk.sign_in(MANAGER, PASSWORD)
            for number in (12, 11, 10):
                desk.press("Down")
                wait_for("the order", lambda number=number: self.is_drawn(desk, "Taken by") and any(
                    text == f"SO-100{number}" for text in desk.visible_texts()))
                time.sleep(1)
            self.assertTrue(self.is_drawn(desk, "This week"))
        self.assertEqual(looks() - before, 3)

    def test_the_keyboard_shortcuts_fit_onto_the_screen(self):
        with self.seat(2) as desk:
            desk.maximise()
            desk.sign_in(MANAGER, PASSWORD)
            desk.press("ctrl+question")
            desk.wait_for_text("Show or hide the sidebar")
            sizes = [Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW) for window in desk.windows()]
            self.assertEqual(len(sizes), 2)
            for size in sizes:
                self.assertLessEqual(size.width, 1280)
                self.assertLessEqual(size.height, 800)
            self.assertEqual(desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
