#!/usr/bin/python3
"""A module of the training, written by keyboard: what is missing is said, what was written is kept when the window is left, it
outlasts locking for whoever wrote it, also where somebody else writes meanwhile; it is published after a look at what
changes, and is then everybody's to do. Runs inside build-aux/with-desk."""

import unittest

from deskdriver import texts_of
from office import ROLE, SAID, OfficeTest
from table import DESK

TITLE = "Photographs of damage"
OTHER = "Liu Yang"
PLACES = {"Zhao Min": 9, OTHER: 6}


class LessonEditor(OfficeTest):
    STORE = DESK / "lessons.rolltop"

    def open_new(self):
        desk = self.desk
        desk.press_button("New module…")
        desk.wait_window("A text of the training")
        desk.at("Title")

    def is_told(self, words):
        """The sentence is one that a screen reader says by itself, and the keyboard stays where it was."""
        self.desk.see(words)
        self.assertTrue(any(words in node.get_name() for node in self.desk.front() if node.get_role() in SAID))
        self.desk.at("Publish…")

    def write(self):
        """What is missing is said one after the other."""
        desk = self.desk
        desk.type(TITLE)
        desk.press_button("Publish…", "shift+Tab")
        self.is_told("A module needs at least one question.")
        desk.press_button("Add a question", "shift+Tab")
        desk.at("Question 1")
        desk.type("May the customer be on it?")
        desk.fill("Answer 1", "Yes")
        desk.fill("Answer 2", "No")
        # Tab comes to the one that is chosen, the arrows to the others
        desk.press_button("Answer 1 is right", "shift+Tab", "Down")
        desk.at("Answer 2 is right")
        desk.press_button("Publish…")
        self.is_told("The text in English is missing.")
        desk.fill("Text (a line that begins with “- ” is a bullet)", "Only what is broken is on it.")

    def lock_and_come_back(self):
        """What was typed last is there again, and says that it is not saved."""
        desk = self.desk
        desk.lock()
        self.come("Zhao Min")
        self.edit()
        desk.see("What you wrote and did not save is here again.", "Only what is broken is on it.")

    def write_both(self):
        """Nobody else sees it; what somebody else saves meanwhile is not written over without a question."""
        desk = self.desk
        desk.fill("Text (a line that begins with “- ” is a bullet)", " Ask before you take it.")
        desk.lock()
        self.come(OTHER)
        self.edit()
        desk.see(TITLE)
        self.assertNotIn("Ask before you take it.", " ".join(text for node in desk.front() for text in texts_of(node)))
        desk.press("End")
        desk.type(" and stains")
        self.leave()
        desk.lock()
        self.come("Zhao Min")
        self.edit()
        desk.see("Somebody else changed this text meanwhile", "Ask before you take it.")
        self.choose_whose("Cancel")
        self.choose_whose("Keep this one")
        desk.wait_windows(1)
        desk.see(TITLE)

    def choose_whose(self, words):
        desk = self.desk
        desk.press_button("Save the draft")
        desk.wait_window("Whose draft to keep?")
        desk.see("Only one of the two can be kept.")
        desk.press_button(words)

    def come(self, name):
        desk = self.desk
        desk.sign_in(name)
        desk.press(f"alt+{PLACES[name]}")
        desk.at(role=ROLE.LIST_ITEM)

    def leave(self):
        desk = self.desk
        desk.press("Escape")
        desk.wait_windows(1)
        desk.see("The draft is saved. Nobody sees it before it is published.")

    def leave_and_come_back(self):
        """Escape leaves; nothing that was typed is lost."""
        desk = self.desk
        self.leave()
        desk.see(TITLE, "Draft")
        self.edit()
        desk.see("Only what is broken is on it.", "May the customer be on it?")

    def edit(self, title=TITLE):
        """The button of the row, which says of which text."""
        desk = self.desk
        for _ in range(40):
            names = desk.tab()
            if any("Edit" in name and title in name for name in names):
                break
        else:
            self.fail("Tab does not come to the draft")
        desk.press("Return")
        desk.wait_window("A text of the training")
        desk.at("Title")

    def preview(self):
        desk = self.desk
        desk.press_button("Preview", "shift+Tab", "space")
        desk.see("Only what is broken is on it.", "May the customer be on it?")
        desk.press("space")
        desk.at("Preview")

    def publish(self):
        desk = self.desk
        desk.fill("What is said about it", "The photograph is of the furniture.")
        desk.press_button("Publish…")
        desk.wait_window("Publish this text?")
        desk.see("It can never be changed afterwards.", TITLE)
        desk.press("ctrl+Return")
        desk.wait_windows(1)
        desk.see("Published. Everybody else has it to do from now on.", TITLE)

    def throw_away(self):
        """Somebody throws a new module away that another person has typed into and not saved."""
        desk = self.desk
        desk.lock()
        self.come("Zhao Min")
        self.open_new()
        desk.type("Ladders")
        desk.lock()
        self.come(OTHER)
        self.edit("A new module")
        desk.press_button("Throw the draft away")
        desk.wait_windows(1)
        desk.lock()
        self.come("Zhao Min")
        desk.see("What you wrote into it and did not save is still here.")
        self.edit("A draft that was thrown away")
        desk.see("What you wrote and did not save is here again.", "Ladders")
        self.leave()
        desk.see("Ladders", "Draft")

    def test_a_module_is_written_kept_and_published(self):
        desk = self.desk
        self.come("Zhao Min")
        self.open_new()
        self.write()
        self.lock_and_come_back()
        self.leave_and_come_back()
        self.preview()
        self.write_both()
        self.throw_away()
        self.edit()
        self.publish()
        desk.lock()
        desk.sign_in("Li Qiang")
        desk.see("There is training for you to do")
        self.assertEqual(desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
