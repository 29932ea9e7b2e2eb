#!/usr/bin/python3
"""A masked value that is asked for: it is on the screen for its minute and nowhere once that is over; when the day's
number is used up a manager is asked. A list that is exported from its menu. Runs inside build-aux/with-desk."""

import subprocess
import unittest

from scene import Atspi, Seat, wait_for
from table import BUILD, DESK, MASKED, PASSWORD, RECORDS, contains, make_store

STORE = DESK / "store.rolltop"
OTHER = RECORDS["other"]
LOCK = f"Masked: {MASKED['other']['phone']}. Press to see it."
SHOWN = "Shown for one minute, then masked again"
A_DAY = 20  # what the registry of settings allows a clerk


def ctl(user, *words):
    command = [BUILD / "src" / "ctl" / "rolltop-ctl", "--language", "en", "--password-fd", "0", "--store", STORE, "--user", user]
    return subprocess.run(command + list(words), input=PASSWORD + "\n", capture_output=True, text=True, check=True)


class Reveal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = make_store(STORE)
        # all but two of the clerk's are used up
        for _ in range(A_DAY - 2):
            ctl("clerk", "order", "reveal", cls.made["other"]["order"], "contact", "--reason", "call")
        cls.desk = Seat(BUILD, "en", store=STORE).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()

    def tearDown(self):
        if self.desk.is_there("Lock the desk (Ctrl+L)"):
            self.desk.lock()

    def nothing_is_left(self, where):
        texts = self.desk.texts()
        for field in ("name", "phone", "email", "wechat"):
            self.assertFalse(contains(texts, OTHER[field]), f"{where}: {field} can be read")

    def open_question(self):
        self.desk.open_record(self.made["other"]["order"], OTHER["line"])
        self.desk.go_to(LOCK)
        self.desk.press("space")

    def ask(self):
        self.open_question()
        self.desk.find("Show for a minute")
        self.desk.go_to("Why")
        self.desk.press("space", "Down", "Return")
        self.desk.go_to("In a few words, if need be")
        self.desk.quick("the van is late")
        self.desk.press("Return")
        self.desk.wait_for_text(SHOWN)
        self.assertTrue(contains(self.desk.texts(), OTHER["phone"]))

    def test_what_was_revealed_goes_with_locking_and_the_next_one_asks_a_manager(self):
        desk = self.desk
        desk.sign_in("clerk")
        self.ask()
        desk.press("ctrl+l")
        desk.find("Sign in")
        self.nothing_is_left("the locked desk")
        desk.sign_in("clerk")
        self.ask()
        desk.press("Escape")
        wait_for("the masked value", lambda: not desk.is_there(SHOWN))
        self.nothing_is_left("the closed popover")
        self.open_question()
        desk.find("Ask a manager")
        desk.at_entry("Why you need more today")
        desk.quick("six vans came back")
        desk.press("Return")
        desk.wait_for_text("You have asked for more.")
        desk.lock()
        desk.sign_in("manager")
        desk.find("Answer…")
        desk.go_to("Answer…")
        desk.press("space")
        desk.wait_window("More for today")
        desk.wait_for_text("six vans came back")
        desk.go_to("Allow")
        desk.press("space")
        wait_for("the closed questions", lambda: "More for today" not in desk.titles())
        desk.lock()
        desk.sign_in("clerk")
        self.open_question()
        desk.wait_for_text("10 of 30 left today")
        desk.press("Escape")

    def test_a_list_is_exported_from_its_menu_as_it_is_shown(self):
        desk = self.desk
        place = DESK / "exports" / "list.csv"
        place.parent.mkdir()
        desk.sign_in("manager")
        desk.press("alt+1")
        desk.find("New order")
        desk.go_to("More", key="shift+Tab")
        desk.choose_from_menu("_Export…")
        desk.wait_window("Export the list")
        desk.at_entry("Why")
        desk.quick("for the accountant")
        desk.press("Return")
        desk.find("Export")
        desk.press("ctrl+a")
        desk.type(str(place))
        desk.press("Return")
        desk.wait_for_text("2 records were exported.")
        text = place.read_text(encoding="utf-8-sig")
        for record in RECORDS.values():
            self.assertTrue(contains([text], record["name"]) and contains([text], record["phone"]))
            self.assertFalse(contains([text], record["street"]))
        self.assertEqual([path.name for path in place.parent.iterdir()], ["list.csv"])

    def test_the_key_that_locks_works_in_an_open_menu_too(self):
        desk = self.desk
        desk.sign_in("manager")
        desk.press("alt+1")
        desk.find("New order")
        desk.go_to("More", key="shift+Tab")
        desk.press("space")
        desk.wait_focus("the open menu", lambda node: node.get_role() == Atspi.Role.MENU_ITEM)
        desk.press("ctrl+l")
        desk.find("Sign in")

    def test_the_toolkit_does_not_complain(self):
        self.assertEqual(self.desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
