#!/usr/bin/python3
"""Training that has run out, done on the spot by keyboard: masked before, clear afterwards, without signing in again; what
was done survives locking. Runs inside build-aux/with-desk."""

import os
import subprocess
import sys
import unittest

from deskdriver import Atspi, wait_for
from scene import Seat
from table import BUILD, DESK

STORE = DESK / "training.rolltop"
PASSWORD = "rolltop example desk"
PICTURES = os.environ.get("ROLLTOP_PICTURES")
ANSWERS = [["Get the printer going", "Let him tell you the order number", "No. Details are looked at", "Lock it with"],
           ["Telephone a manager", "Tell a manager at once whose", "Give nothing by telephone", "From the moment somebody"]]


def make_example():
    subprocess.run([str(BUILD / "src" / "ctl" / "rolltop-ctl"), "--store", str(STORE), "demo", "--orders", "12", "--tickets",
                    "8", "--seed", "3", "--demo-language", "en"],
                   check=True, stdout=subprocess.DEVNULL, env={**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")})


class Training(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        make_example()
        cls.desk = Seat(BUILD, "en", store=STORE).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()

    def picture(self, name):
        if PICTURES:
            self.desk.picture(f"{PICTURES}/{name}.png")

    def press_button(self, words, key="Tab"):
        self.desk.press_until(key, f"“{words}”", lambda node: any(words in said for said in self.desk.words_of(node)))
        self.desk.press("Return")

    def choose(self, words):
        """An answer: Tab comes to its question, the arrow keys to it."""

        def here(node):
            return node.get_role() in (Atspi.Role.RADIO_BUTTON, Atspi.Role.CHECK_BOX) and words in node.get_name()

        self.desk.press_until("Tab", f"“{words}”", here)
        self.desk.press("space")

    def begin(self):
        self.desk.wait_for_text("There is training for you to do")
        self.press_button("Do it now", "shift+Tab")
        self.desk.wait_windows(2)

    def test_it_is_done_on_the_spot_and_what_was_masked_is_clear(self):
        desk = self.desk
        desk.sign_in("Huang Tao", PASSWORD)
        self.picture("1-banner")
        self.begin()
        desk.wait_for_text("How we handle customers’ details")
        self.picture("2-policy")
        self.press_button("I have read this")
        desk.wait_for_text("2 of 3")
        self.picture("3-module")

        # What is not answered is asked for, where it is seen.
        self.press_button("Check my answers")
        desk.wait_for_text("Choose an answer to every question.")

        # A wrong answer is explained and can be put right; the right ones are closed.
        self.choose("Read the address aloud")
        for words in ANSWERS[0][1:]:
            self.choose(words)
        self.press_button("Check my answers")
        desk.wait_for_text("Not right. The job sheet holds")
        self.picture("4-wrong")

        # Locking closes it, and the policy stays acknowledged.
        desk.lock()
        desk.wait_windows(1)
        desk.sign_in("Huang Tao", PASSWORD)
        self.begin()
        desk.wait_for_text("1 of 2")
        for module in ANSWERS:
            for words in module:
                self.choose(words)
            self.press_button("Check my answers")
            desk.wait_for_text("Right. ")
            self.picture("5-right")
            self.press_button("Done" if module is ANSWERS[1] else "Next")
        desk.wait_windows(1)
        desk.wait_for_text("Huang Tao · ")
        wait_for("no banner", lambda: not any("There is training" in words for words in desk.visible_texts()))
        desk.wait_for_text("Your training is done.")
        self.picture("6-done")
        self.assertEqual(desk.warnings, [])


if __name__ == "__main__":
    sys.argv[1:] = []
    unittest.main(verbosity=2)
