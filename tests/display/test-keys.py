#!/usr/bin/python3
"""The keys of the store, worked by keyboard: a new recovery sheet from the first page to the next sign-in, the test of it, and
all keys renewed while the desk is used. Runs inside build-aux/with-desk."""

import re
import unittest

from office import ROLE, OfficeTest, texts_of, wait_for
from table import DESK

SHEET = re.compile(r"^ *1 [0-9A-Z]{4}\b.*\b14 [0-9A-Z]{4}$", re.DOTALL)
KINDS = ("Contact", "Address", "Access to the home", "Home and design", "Service", "Look-up by phone number")


class Keys(OfficeTest):
    STORE = DESK / "keys.rolltop"

    def open_keys(self):
        self.desk.sign_in("Zhao Min")
        self.desk.press("alt+8")
        self.desk.at("Test…")

    def read_sheet(self):
        """The groups by their number, as they stand on the screen."""
        text = wait_for("the new sheet", lambda: next((t for n in self.desk.front() for t in texts_of(n) if SHEET.match(t)), None))
        return {int(number): group for number, group in re.findall(r"(\d+) ([0-9A-Z]{4})", text)}

    def asked_groups(self):
        names = [node.get_name() for node in self.desk.front() if node.get_role() == ROLE.TEXT]
        return [int(match[1]) for name in names if (match := re.match(r"Group (\d+) of the new sheet$", name))]

    def make_sheet(self):
        """Every page has the keyboard where one goes on; what is typed wrong is said at its entry."""
        desk = self.desk
        desk.press_button("New sheet…")
        desk.see("the former sheet opens nothing afterwards")
        desk.press_button("Cancel")
        desk.at("Test…")
        desk.press_button("New sheet…")
        desk.see("the former sheet opens nothing afterwards")
        desk.at("Make a new sheet")
        desk.press("Return")
        groups = self.read_sheet()
        self.assertEqual(len(groups), 14)
        desk.at("Print the sheet")
        desk.press_button("I have it on paper")
        asked = wait_for("two groups that are asked for", lambda: (found := self.asked_groups()) and len(found) == 2 and found)
        self.assertFalse(any(group in text for group in groups.values() for text in desk.texts_now()))
        desk.at(f"Group {asked[0]} of the new sheet")
        desk.type("0000")
        desk.fill(f"Group {asked[1]} of the new sheet", groups[asked[1]].lower())
        desk.press("Return")
        desk.see("That is not what the new sheet says.")
        desk.at(f"Group {asked[0]} of the new sheet")
        desk.press("ctrl+a")
        desk.type(groups[asked[0]])
        desk.press("Return")
        desk.see("The new sheet is valid", seconds=60)
        desk.at("Sign in")
        desk.press("Return")
        return "-".join(groups[number] for number in sorted(groups))

    def drill(self, sheet):
        """A sheet that was copied wrong is said at the entry; the right one is said in a sentence and remembered."""
        desk = self.desk
        desk.see("never tested yet")
        desk.press("Return")
        desk.wait_window("Test the recovery sheet")
        desk.at_entry("Groups from the sheet")
        desk.type(sheet[:-1] + ("0" if sheet[-1] != "0" else "1"))
        desk.press("ctrl+Return")
        desk.see("The recovery key does not fit: please compare")
        desk.at("Groups from the sheet")
        self.assertEqual(len(desk.windows()), 2)
        desk.press("ctrl+a")
        desk.type(sheet.lower().replace("-", " "))
        desk.press("ctrl+Return")
        desk.wait_windows(1)
        desk.see("last tested")
        desk.at("Test…")

    def renew_all(self):
        """Asked first, and left again with Escape; then it goes on by itself."""
        desk = self.desk
        desk.press_button("Renew all…")
        desk.wait_window("Renew all keys")
        desk.press("Escape")
        desk.wait_windows(1)
        desk.at("Renew all…")
        desk.press("Return")
        desk.wait_window("Renew all keys")
        desk.press("ctrl+Return")
        desk.wait_windows(1)
        for kind in KINDS:
            desk.see(kind)
        wait_for("the second version of each key", lambda: sum(
            text.startswith("Version 2") for node in desk.front() for text in texts_of(node)) >= len(KINDS), 60)
        desk.at("Renew all…")

    def test_a_new_sheet_its_test_and_new_keys(self):
        self.open_keys()
        sheet = self.make_sheet()
        self.open_keys()
        self.drill(sheet)
        self.renew_all()
        self.assertEqual(self.desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
