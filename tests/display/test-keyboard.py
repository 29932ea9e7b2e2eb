#!/usr/bin/python3
"""Every screen worked by keyboard alone: Tab comes to every control that can be used. Runs inside build-aux/with-desk."""

import os
import subprocess
import unittest

from deskdriver import Atspi, GLib, has_state, is_drawn, names_around, wait_for, walk
from scene import Seat, say
from table import BUILD, DESK

STORE = DESK / "store.rolltop"
MANAGER, PASSWORD = "Zhao Min", "rolltop example desk"
ROLE = Atspi.Role
CONTROLS = {ROLE.PUSH_BUTTON, ROLE.TOGGLE_BUTTON, ROLE.CHECK_BOX, ROLE.RADIO_BUTTON, ROLE.ENTRY, ROLE.TEXT,
            ROLE.PASSWORD_TEXT, ROLE.COMBO_BOX, ROLE.SPIN_BUTTON, ROLE.SLIDER}
ENTRIES = {ROLE.ENTRY, ROLE.TEXT, ROLE.PASSWORD_TEXT}
# Tab comes to one cell of a table of choices, and the arrows go on: places with such tables are not among these.
PLACES = ("Orders", "Tickets", "Customers", "Notices", "Staff", "Review", "Keys", "Training")
ROWS = {ROLE.LIST_ITEM, ROLE.TABLE_ROW, ROLE.TREE_ITEM}
# The window manager has keys for these; “why we ask” is F1 in its entry (GTK 4.8 calls it by its type).
OTHER_KEYS = {"Minimize", "Maximize", "Restore", "Close", "Why we ask", "RtWhyButton"}


def above(node, most):
    """What the widget stands in, from the inside out."""
    for _ in range(most):
        node = node.get_parent()
        if node is None:
            return
        yield node


def can_be_used(node, window):
    return (node.get_role() in CONTROLS and OTHER_KEYS.isdisjoint(names_around(node)[:3])
            and has_state(node, Atspi.StateType.FOCUSABLE) and has_state(node, Atspi.StateType.VISIBLE)
            and all(has_state(one, Atspi.StateType.SENSITIVE) for one in (node, *above(node, 3))) and is_drawn(node, window))


def row_around(node):
    """The row of a list that the control stands in, or None."""
    return next((one for one in above(node, 6) if one.get_role() in ROWS), None)


class Keyboard(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([BUILD / "src" / "ctl" / "rolltop-ctl", "--store", STORE, "demo", "--orders", "12", "--tickets", "4",
                        "--demo-language", "en"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True,
                       env={**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")})

    def controls(self, window):
        found = []
        for node in walk(window):
            try:
                if can_be_used(node, window):
                    found.append(node)
            except GLib.Error:
                pass  # it went away while it was read
        return found

    def comes_to_all(self, desk, where):
        """Presses Tab until each control of the window in front has had the keyboard once. An entry in a row of a list
        does not tell in GTK 4.8: then nothing has the keyboard, once for each of them."""
        window = desk.windows()[-1]
        missing = self.controls(window)
        self.assertTrue(missing, f"{where}: nothing can be used")
        total, quiet, rows = len(missing), 0, set()
        for _ in range(total + 200):  # words that can be copied and rows of looks come in between
            desk.press("Tab")
            here = next((node for node in missing if has_state(node, Atspi.StateType.FOCUSED)), None)
            if here is not None:
                missing.remove(here)
                if row_around(here) is not None:
                    rows.add(here.get_name())
            elif desk.focused() is None:
                quiet += 1
            # one row of a list speaks for all: the arrows go from row to row
            missing = [node for node in missing if not (node.get_name() in rows and row_around(node) is not None)]
            if len([node for node in missing if node.get_role() not in ENTRIES]) == 0 and len(missing) <= quiet:
                break
        left = [node for node in missing if node.get_role() not in ENTRIES] or missing[quiet:]
        self.assertEqual([f"{node.get_role_name()} “{node.get_name()}”" for node in left], [], f"{where}: Tab does not come to")
        say(f"{where}: {total}")

    def test_the_first_start(self):
        with Seat(BUILD, "en") as desk:
            desk.wait_for_text("Welcome to Rolltop")
            self.comes_to_all(desk, "welcome")
            desk.press_until("Tab", "the button", lambda node: "Set up a store" in desk.words_of(node))
            desk.press("Return")
            wait_for("the first step", lambda: any("Next" in node.get_name() for node in self.controls(desk.windows()[-1])))
            self.comes_to_all(desk, "the first step of the set-up")

    def test_a_store_that_does_not_open(self):
        path = DESK / "lost.rolltop"
        path.write_bytes(STORE.read_bytes()[:8192])
        with Seat(BUILD, "en", store=path) as desk:
            desk.wait_for_text("The file was not changed", 60)
            self.comes_to_all(desk, "a store that does not open")

    def test_the_recovery_sheet(self):
        path = DESK / "without-key.rolltop"
        path.write_bytes(os.urandom(16) + STORE.read_bytes()[16:])
        with Seat(BUILD, "en", store=path) as desk:
            desk.wait_for_text("The file was not changed", 60)
            self.comes_to_all(desk, "a key that does not fit")
            desk.press_until("Tab", "the way out", lambda node: "Use the recovery sheet" in desk.words_of(node))
            desk.press("Return")
            desk.wait_focus("the entry for the sheet", lambda node: "Groups from the sheet" in (node.get_name() or ""))
            self.comes_to_all(desk, "the recovery sheet")
            self.assertEqual(desk.warnings, [])

    def places(self, desk):
        """Each place of the sidebar: its list, and what about its first record."""
        window = desk.windows()[0]
        orders = next(node for node in walk(window) if node.get_role() == ROLE.LIST_ITEM and node.get_name() == "Orders")
        names = [row.get_name() for row in walk(orders.get_parent()) if row.get_role() == ROLE.LIST_ITEM]
        self.assertIn("Orders", names)
        for number, name in enumerate(names[:9], 1):
            if name not in PLACES:
                continue
            desk.press(f"alt+{number}")
            wait_for(name, lambda name=name: any(
                node.get_name() == name and has_state(node, Atspi.StateType.SELECTED) for node in walk(desk.windows()[0])
                if node.get_role() == ROLE.LIST_ITEM))
            if name in ("Orders", "Tickets", "Customers"):
                desk.press("Home", "Down")
                wait_for("what about it", lambda: any("More" in node.get_name() or "Edit" in node.get_name()
                                                      for node in self.controls(desk.windows()[0])))
            self.comes_to_all(desk, name)

    def opened(self, desk, where):
        """Another window, or a form in this one. It is left again with Escape."""
        self.comes_to_all(desk, where)
        desk.press("Escape")
        desk.wait_windows(1)

    def notices(self, desk):
        """The editor of the next notice, and the paper before it is printed."""
        desk.press("alt+4")
        desk.press_for_window("ctrl+e")
        wait_for("the draft", lambda: len(self.controls(desk.windows()[-1])) > 7)
        self.opened(desk, "the editor of the notice")
        desk.press_until("Tab", "the menu of papers", lambda node: node.get_name() == "Print")
        desk.choose_from_menu("_Preview")
        desk.wait_windows(2)
        desk.find("Save as PDF…")
        self.opened(desk, "a paper before it is printed")

    def test_the_places_and_what_opens_from_them(self):
        with Seat(BUILD, "en", store=STORE) as desk:
            desk.find("Sign in")
            wait_for("the names", desk._names_are_there)
            self.comes_to_all(desk, "signing in")
            desk.sign_in(MANAGER, PASSWORD)
            self.places(desk)
            desk.press("alt+1", "ctrl+n")
            desk.find("Save the order")
            self.opened(desk, "the form of an order")
            desk.press("alt+2", "ctrl+t")
            desk.find("Save the ticket")
            self.opened(desk, "the form of a ticket")
            desk.press("alt+3", "Home", "Down")
            desk.press_for_window("ctrl+e")
            self.opened(desk, "a customer's details")
            self.notices(desk)
            self.assertEqual(desk.warnings, [])

    def test_a_key_for_what_a_role_may_not_do_says_why_nothing_happens(self):
        why = "Your roles do not allow this."
        with Seat(BUILD, "en", store=STORE) as desk:
            for person, place, keys in (("Li Qiang", "alt+2", ("ctrl+t",)), ("Li Qiang", "alt+4", ("ctrl+e",)),
                                        ("Lin Mei", "alt+1", ("ctrl+n", "ctrl+e")), ("Lin Mei", "alt+3", ("ctrl+e",))):
                for key in keys:
                    desk.sign_in(person, PASSWORD)
                    desk.press(place)
                    desk.wait_focus("the place", lambda node: node is not None)
                    desk.press(key, key)
                    wait_for(f"why {key} does nothing", lambda: any(why in text for text in desk.visible_texts()))
                    wait_for("the end of the words", lambda: not any(why in text for text in desk.visible_texts()))
                    desk.lock()
            desk.sign_in(MANAGER, PASSWORD)
            desk.press("alt+2", "ctrl+t")
            desk.find("Save the ticket")
            self.assertEqual(desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
