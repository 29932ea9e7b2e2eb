#!/usr/bin/python3
"""The people of the store, worked by keyboard: somebody new is added with a first password that was made for them, looked
after, let in, given other roles and shut out. Runs inside build-aux/with-desk."""

import re
import unittest

from office import ROLE, OfficeTest, wait_for
from table import DESK

NEW, LOGIN, CHOSEN = "Pat Linden", "pat.linden", "gravel window seven"
MADE = re.compile(r"^([a-z]{4}-){4}[a-z]{4}$")


class Staff(OfficeTest):
    STORE = DESK / "staff.rolltop"

    def open_staff(self):
        self.desk.sign_in("Zhao Min")
        self.desk.press("alt+5")
        self.desk.at("Chen Jie")

    def open_menu(self, item):
        """The way to what can be done with the person's account: along the rows, then the menu of the row."""
        desk = self.desk
        for _ in range(10):
            if any(NEW in text for text in desk.words_of(desk.at(role=ROLE.LIST_ITEM))):
                break
            desk.press("Down")
        desk.press("Return")
        desk.choose_in_menu(item)

    def gone(self):
        self.desk.wait_windows(1)

    def add(self):
        """What the roles will show is said while they are ticked; gives the password that was made."""
        desk = self.desk
        desk.press_button("Add a person…", "shift+Tab")
        desk.wait_window("Add a person")
        desk.at("Name")
        desk.press("ctrl+Return")
        desk.see("Enter the person’s name.")
        desk.at("Name")
        desk.type(NEW)
        desk.fill("Short name, to sign in with", LOGIN)
        desk.see("Choose at least one role")
        desk.press_button("Clerk", with_key="space")
        desk.see("Sees of every customer: Money", "Sees of their own work only: Contact, Address, Home and design",
                 "Sees masked: Service", "Never sees: Access to the home", "May: See orders")
        desk.press_button("Service", with_key="space")
        desk.see("Sees of every customer: Service, Money", "Sees of their own work only: Contact, Address, Access to the home")
        desk.press("ctrl+Return")
        desk.see("Type a first password, or have one made.")
        desk.press_button("Make one")
        made = wait_for("a first password", lambda: next((t for n in desk.front() for t in desk.words_of(n) if MADE.match(t)), None))
        self.assertEqual(desk.at(made).get_role(), ROLE.LABEL)
        desk.see("it is not shown again")
        desk.see_no("Type a first password, or have one made.")
        desk.press("ctrl+Return")
        self.gone()
        desk.see("The person was added.", NEW, "Has not signed in yet")
        self.assertFalse(any(MADE.match(text) for text in desk.texts_now()))
        desk.at("Add a person…")
        desk.press("Tab")
        return made

    def change_supervisor(self):
        desk = self.desk
        self.open_menu("Change the _supervisor…")
        desk.wait_window(f"Supervisor of {NEW}")
        desk.at("Supervisor")
        desk.press("space")
        desk.choose("Lin Mei")
        desk.at("Supervisor")
        desk.press("ctrl+Return")
        self.gone()
        desk.see("The supervisor was changed.", "New: sees customers masked until Lin Mei or a manager says otherwise.")
        desk.at(NEW, ROLE.LIST_ITEM)

    def first_sign_in(self, made):
        """The first password is good for choosing one's own, and for nothing else."""
        desk = self.desk
        desk.find("Sign in")
        desk.choose_name(NEW)
        desk.quick(made)
        desk.press("Return")
        desk.see("Choose your own password")
        # the entry has the keyboard a moment after its page is there
        desk.fill("New password", CHOSEN, here=True)
        # past the button that shows what is typed
        desk.press("Tab", "Tab")
        desk.fill("The same once more", CHOSEN, here=True)
        desk.press("Return")
        desk.see(f"{NEW} · ", "There is training for you to do")
        desk.lock()

    def let_in(self):
        desk = self.desk
        self.open_staff()
        desk.see("Waits to be let in")
        desk.go_to(NEW)
        names = desk.tab()
        self.assertTrue(any(name.startswith(f"Let {NEW} in") for name in names), names)
        desk.press("Return")
        desk.see("New: sees customers masked until Lin Mei")
        desk.see_no("Waits to be let in")
        desk.at(NEW, ROLE.LIST_ITEM)

    def change_roles_and_disable(self):
        desk = self.desk
        self.open_menu("Change _roles…")
        desk.wait_window(f"Roles of {NEW}")
        desk.at("Clerk", ROLE.CHECK_BOX)
        desk.see("Sees of every customer: Service, Money")
        desk.press("space")
        desk.see("Sees of every customer: Service", "Never sees: Money")
        desk.press("ctrl+Return")
        self.gone()
        desk.see("The roles were changed.", f"Service ({LOGIN})")
        desk.at(NEW, ROLE.LIST_ITEM)
        self.open_menu("_Disable…")
        desk.wait_window(f"Disable {NEW}?")
        desk.press("ctrl+Return")
        self.gone()
        desk.see("The person was disabled.", "Disabled")
        desk.at(NEW, ROLE.LIST_ITEM)

    def test_somebody_new_comes_is_looked_after_and_goes(self):
        self.open_staff()
        made = self.add()
        self.change_supervisor()
        self.desk.lock()
        self.first_sign_in(made)
        self.let_in()
        self.change_roles_and_disable()
        self.assertEqual(self.desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
