#!/usr/bin/python3
"""The tables of who sees what and of what roles may do, worked by keyboard: what is said before saving, what outlasts
locking, and what the windows of others show afterwards. Runs inside build-aux/with-desk."""

import os
import subprocess
import unittest

from deskdriver import Atspi, has_state, wait_for, walk
from scene import Seat
from table import BUILD, DESK, PASSWORD, make_store

STORE = DESK / "store.rolltop"
CTL = BUILD / "src" / "ctl" / "rolltop-ctl"


def ctl(*words):
    """What another process changes while the window is closed."""
    command = [CTL, "--store", STORE, "--user", "manager", "--password-fd", "0", *words]
    done = subprocess.run(command, input=PASSWORD + "\n", capture_output=True, text=True, check=False,
                          env={**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")})
    assert done.returncode == 0, done.stderr


class Rules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        make_store(STORE)

    def setUp(self):
        self.desk = Seat(BUILD, "en", store=STORE).__enter__()

    def tearDown(self):
        warnings = self.desk.warnings
        self.desk.__exit__()
        self.assertEqual(warnings, [])

    def open_rules(self):
        self.desk.sign_in("manager")
        self.desk.press("alt+6")
        self.at("Contact, Clerk: Own work")

    def at(self, name):
        """Waits until the cell with this name has the keyboard."""
        self.desk.wait_focus(f"“{name}”", lambda node: node.get_name() == name)

    def is_asked(self):
        return "Save the rules" in self.desk.titles()

    def save(self, reason):
        self.desk.press("ctrl+s")
        wait_for("the question for the reason", self.is_asked)
        self.desk.type(reason)
        self.desk.press("Return")
        wait_for("the end of the question", lambda: not self.is_asked())

    def headings(self):
        return {node.get_name() for window in self.desk.windows() for node in walk(window)
                if node.get_role() in (Atspi.Role.COLUMN_HEADER, Atspi.Role.TABLE_COLUMN_HEADER)
                and has_state(node, Atspi.StateType.VISIBLE)}

    def test_a_change_is_told_kept_over_locking_saved_and_seen(self):
        desk = self.desk
        self.open_rules()
        desk.press("Right", "Down", "Left", "Up")
        self.at("Contact, Clerk: Own work")
        desk.press("minus", "minus")
        desk.wait_for_text("Contact: Own work → Hidden")
        desk.wait_for_text("1 change, for 2 people.")
        self.at("Contact, Clerk: Hidden, not saved, was Own work")
        desk.lock()
        desk.sign_in("manager")
        desk.press("alt+6")
        desk.find("Contact, Clerk: Hidden, not saved, was Own work")
        self.save("a test of the table")
        desk.find("Contact, Clerk: Hidden")
        desk.lock()
        desk.sign_in("clerk")
        desk.wait_for_text("SO-10001")
        self.assertFalse(desk.is_there("Anselm Quillfeather"))
        self.assertFalse(any(text in ("Customer", "Phone") for text in desk.visible_texts()))
        self.assertTrue(any(text == "Total" for text in desk.visible_texts()))
        desk.lock()
        self.open_again_and_reset()

    def open_again_and_reset(self):
        desk = self.desk
        desk.sign_in("manager")
        desk.press("alt+6")
        desk.find("Contact, Clerk: Hidden")
        self.at("Contact, Clerk: Hidden")
        desk.press("Tab")
        self.at("Contact, Clerk: back to the default, Own work")
        desk.press("space")
        self.at("Contact, Clerk: Own work, not saved, was Hidden")
        self.save("back to what it was")
        desk.find("Contact, Clerk: Own work")
        self.take_what_another_right_needs()

    def take_what_another_right_needs(self):
        """Who writes must read: what is of no use any more is said at once, beside the tick and before it is saved."""
        desk = self.desk
        gap = "Clerk: “Enter and change orders” is of no use without “See orders”."
        desk.go_to("What roles may do", "shift+Tab")
        desk.press("space")
        desk.go_to("See orders, Clerk")
        self.assertFalse(desk.is_there(gap))
        desk.press("space")
        desk.wait_for_text("May no longer: Enter and change orders")
        self.assertTrue(any(node.get_name() == gap for node in desk.visible()))
        desk.press("space")
        desk.wait_for_text("Nothing is changed yet.")
        self.assertFalse(desk.is_there(gap))

    def test_what_others_changed_meanwhile_is_shown_beside_ones_own(self):
        desk = self.desk
        self.open_rules()
        desk.press("Down", "minus")
        desk.find("Address, Clerk: Masked, not saved, was Own work")
        desk.lock()
        desk.__exit__()
        ctl("matrix", "set", "home", "service", "masked", "--reason", "no design work")
        self.desk = desk = Seat(BUILD, "en", store=STORE).__enter__()
        desk.sign_in("manager")
        desk.press("alt+6")
        desk.wait_for_text("Meanwhile somebody else changed this.")
        desk.wait_for_text("Home and design, Service: Own work → Masked")
        desk.find("Address, Clerk: Masked, not saved, was Own work")
        desk.find("Home and design, Service: Masked")

    def test_who_changes_their_own_role_goes_on_with_what_is_left(self):
        desk = self.desk
        self.open_rules()
        desk.press("End", "Left", "Left")
        self.at("Contact, Manager: Clear")
        desk.press("minus", "minus", "minus")
        desk.wait_for_text("Contact: Clear → Hidden")
        self.save("contact is for the counter")
        desk.find("Contact, Manager: Hidden")
        desk.press("alt+1")
        desk.wait_for_text("SO-10001")
        self.assertFalse(desk.is_there("Anselm Quillfeather"))
        desk.press("alt+6")
        desk.find("Contact, Manager: Hidden")
        self.at("Contact, Clerk: Own work")
        desk.press("End", "Left", "Left", "plus", "plus", "plus")
        desk.find("Contact, Manager: Clear, not saved, was Hidden")
        self.save("back to what it was")
        desk.find("Contact, Manager: Clear")


if __name__ == "__main__":
    unittest.main(verbosity=2)
