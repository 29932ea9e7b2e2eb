#!/usr/bin/python3
"""The review worked by keyboard: a question about looks, the answer of the person, the decision of somebody else; the picture
of looks as a screen reader tells it; the daily sheet on paper, and the log verified against it. Runs inside
build-aux/with-desk."""

import os
import re
import subprocess
import unittest

from deskdriver import is_called, walk, wait_for
from office import ROLE, SAID, Office, ctl, make_example
from table import BUILD, DESK

STORE = DESK / "review.rolltop"
FINDING = "Li Qiang looked at customer"
CELL = re.compile(r"^(.+), (\d+):00 to (\d+):00: (no looks|\d+ looks?)$")


def dialogue_is_open(title):
    """GTK 4.8 does not survive that the widgets of a print dialogue are read while it comes and goes."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"], capture_output=True, text=True,
                           check=False)
    return found.stdout.strip() != ""


class Review(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        make_example(STORE, "--orders", "40")
        # a second manager
        ctl(STORE, "--user", "zhao.min", "--password-fd", "0", "staff", "roles", "lin.mei", "service,manager")
        # where "Print to File" writes by itself
        folder = DESK / "paper"
        folder.mkdir()
        os.chdir(folder)
        cls.paper = folder / "output.pdf"
        cls.desk = Office(BUILD, "en", store=STORE).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()

    def sign_in(self, name, place=None):
        self.desk.sign_in(name)
        if place is not None:
            self.desk.press(f"alt+{place}")

    def gone(self):
        self.desk.wait_windows(1)

    # --- One finding, from the question to the decision ---

    def ask(self):
        """The worst comes first and has the keyboard; what about it is beside it."""
        desk = self.desk
        desk.at(FINDING, ROLE.LIST_ITEM)
        desk.see("Coming back to one person without a job may be curiosity, or worse.")
        self.assertTrue(any(is_called(node, "Findings") for node in desk.visible() if node.get_role() == ROLE.LIST))
        self.assertIn("Ask to explain…", desk.tab()[0])
        self.assertIn("Sign off…", desk.tab()[0])
        self.desk.press_button("Ask to explain…", "shift+Tab")
        self.desk.wait_window("Ask to explain")
        desk.see("Li Qiang is shown these entries of the log at the next sign-in")
        desk.at("Ask", ROLE.PUSH_BUTTON)
        desk.press("Return")
        self.gone()
        desk.see("The question is asked.")
        desk.see("Asked by Zhao Min")
        # the button is not there any more: the keyboard is at what comes next
        desk.at("Sign off…")

    def explain(self):
        """The person is asked when they sign in, wherever they are, and sees what it is about."""
        desk = self.desk
        desk.see("Zhao Min asks about your looks on")
        self.desk.press_button("Explain…", "shift+Tab")
        self.desk.wait_window("Explain your looks")
        desk.see("Li Qiang opened customer C-1")
        desk.at_entry("What it was for, without anybody's details")
        desk.press("ctrl+Return")
        desk.see("Say it in a few words.")
        desk.type("Telephone 138 0055 5010 was asked for")
        desk.press("ctrl+Return")
        desk.see("This looks like a phone number")
        desk.press("ctrl+a")
        desk.type("The van broke down and everybody had to be told.")
        self.lock_while_explaining()
        desk.press("ctrl+Return")
        self.gone()
        desk.see("Your explanation is kept.")
        desk.see_no("asks about your looks")

    def lock_while_explaining(self):
        """What is written and not sent is there again, for whoever wrote it."""
        desk = self.desk
        desk.lock()
        self.sign_in("Li Qiang")
        desk.see("asks about your looks on")
        desk.press_button("Explain…", "shift+Tab")
        desk.wait_window("Explain your looks")
        desk.at_entry("What it was for, without anybody's details")
        desk.see("The van broke down and everybody had to be told.")

    def sign_off(self):
        desk = self.desk
        desk.at(role=ROLE.LIST_ITEM)
        desk.at(FINDING)
        desk.see("The van broke down and everybody had to be told.")
        self.desk.press_button("Sign off…")
        self.desk.wait_window("Sign the finding off")
        desk.at("How it ends")
        desk.press("space")
        desk.choose("Talked to the person")
        desk.at("How it ends")
        desk.press("ctrl+Return")
        desk.see("Say it in a few words.")
        self.desk.press_button("Note: what was said, what is done about it", with_key="ctrl+a")
        desk.type("They were told to write a ticket next time.")
        desk.press("ctrl+Return")
        self.gone()
        desk.see("The finding is signed off.")
        desk.at(role=ROLE.LIST_ITEM)
        desk.see_no(FINDING)
        self.desk.press_button("Signed off", "shift+Tab", "space")
        desk.see("Talked to the person: Lin Mei")
        desk.see("They were told to write a ticket next time.")

    def test_a_question_an_answer_and_a_decision(self):
        self.sign_in("Zhao Min", 7)
        self.ask()
        self.desk.lock()
        self.sign_in("Li Qiang")
        self.explain()
        self.desk.lock()
        self.sign_in("Lin Mei", 7)
        self.sign_off()
        self.desk.lock()
        self.assertEqual(self.desk.warnings, [])


    # --- The picture of looks ---

    def cells(self):
        """Row by row what the cells of the picture say: [(person, hour, looks)], with the sum at its end."""
        rows = []
        for node in walk(self.desk.find("Looks by person and hour", ROLE.TABLE)):
            if node.get_role() == ROLE.TABLE_ROW:
                told = [CELL.match(below.get_name()) for below in walk(node) if below.get_role() == ROLE.TABLE_CELL]
                sums = [below.get_name() for below in walk(node) if below.get_name().isdigit()]
                rows.append(([(m[1], int(m[2]), 0 if m[4] == "no looks" else int(m[4].split()[0])) for m in told], sums))
        return rows

    def look_at_cells(self):
        rows = wait_for("the picture of looks", self.cells)
        people = [row for row in rows if row[0]]
        self.assertEqual(len(people), 5)
        for row, sums in people:
            self.assertEqual([hour for _, hour, _ in row], list(range(24)))
            self.assertEqual(len({name for name, _, _ in row}), 1)
            self.assertEqual(sums[-1], str(sum(count for _, _, count in row)))
        self.assertTrue(any(name == "Chen Jie" and hour == 21 and count > 20 for row, _ in people for name, hour, count in row))
        return people

    def move_in_cells(self, people):
        """Tab comes to the picture once, the arrows go on, and below it stands in words where one is."""
        desk = self.desk
        first, second = people[0][0][0][0], people[1][0][0][0]
        desk.go_to(("4 weeks", "Span"))
        desk.press("Tab")
        desk.at(f"{first}, 0:00 to 1:00", ROLE.TABLE_CELL)
        desk.press("Right", "Right", "Down")
        desk.at(f"{second}, 2:00 to 3:00", ROLE.TABLE_CELL)
        self.assertGreaterEqual(sum(text.startswith(f"{second}, 2:00 to 3:00") for text in desk.visible_texts()), 2)
        desk.press("Left", "Up")
        desk.at(f"{first}, 1:00 to 2:00", ROLE.TABLE_CELL)
        desk.go_to(("4 weeks", "Span"), "shift+Tab", 2)

    def test_looks_are_told_hour_by_hour(self):
        self.sign_in("Zhao Min", 7)
        self.desk.at(role=ROLE.LIST_ITEM)
        self.desk.press_button("Looks", "shift+Tab", "space")
        self.move_in_cells(self.look_at_cells())
        self.desk.lock()
        self.assertEqual(self.desk.warnings, [])

    # --- The daily sheet, and the log against it ---

    def preview(self):
        """The sheet on the screen first; the keyboard is at the button again afterwards."""
        desk = self.desk
        desk.go_to("Daily sheet", "shift+Tab")
        desk.press("space")
        desk.at(role=ROLE.MENU_ITEM)
        desk.press("Return")
        wait_for("the sheet", lambda: len(desk.windows()) == 2)
        desk.see("Page 1 of 1")
        desk.press("Escape")
        self.gone()
        desk.at("Daily sheet")

    def print_sheet(self):
        """Number and code of the head as they stand on the paper."""
        self.desk.press("ctrl+p")
        wait_for("the print dialogue", lambda: dialogue_is_open("Print"))
        wait_for("the paper in it", lambda: self.desk.press("Tab", "Down", "space") or True)
        self.desk.press("alt+p")
        wait_for("the end of the print dialogue", lambda: not dialogue_is_open("Print"))
        wait_for("the paper", lambda: self.paper.exists() and self.paper.stat().st_size > 1000)
        text = subprocess.run(["pdftotext", "-raw", self.paper, "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn("Daily sheet", text)
        number = re.search(r"Last entry\s+(\d+)", text)[1]
        # the groups stand below, each after its number
        groups = re.findall(r"\d ([0-9A-Z]{4})\b", text.split("Taken")[1].split("\n", 1)[1].split("Keep")[0])
        self.assertEqual(len(groups), 8)
        return number, "".join(groups)

    def verify(self, number="", code=""):
        """What the window says to the log; it has the keyboard, so that it is read out."""
        desk = self.desk
        self.desk.press_button("Verify the log…", "shift+Tab")
        self.desk.wait_window("Verify the log")
        desk.at_entry("Last entry, as on the daily sheet")
        desk.type(number)
        desk.fill("Code of the daily sheet", code)
        desk.press("Return")

    def test_the_log_is_verified_against_its_daily_sheet(self):
        desk = self.desk
        self.sign_in("Zhao Min", 7)
        desk.at(role=ROLE.LIST_ITEM)
        self.preview()
        number, code = self.print_sheet()
        self.verify(number, code)
        said = desk.at("The log is whole")
        self.assertIn(said.get_role(), SAID)
        self.assertIn(" entries.", said.get_name())
        desk.press("Escape")
        self.gone()
        desk.at("Verify the log…")
        self.verify(str(int(number) - 1), code)
        desk.see("Number and code do not belong together")
        desk.at("Code of the daily sheet")
        desk.press("Escape")
        self.gone()
        desk.lock()
        self.assertEqual(desk.warnings, [])


class LongLog(unittest.TestCase):
    """A log that takes a moment to verify."""

    def test_verifying_says_how_far_it_is_and_is_called_off(self):
        store = DESK / "long.rolltop"
        make_example(store, "--looks", "600000")
        with Office(BUILD, "en", store=store) as desk:
            desk.sign_in("Zhao Min")
            desk.press("alt+7")
            desk.go_to("Verify the log…")
            desk.press("Return")
            desk.wait_window("Verify the log")
            desk.press("Return")
            bar = wait_for("how far it is", lambda: desk.shown_in_front(ROLE.PROGRESS_BAR))
            self.assertTrue(is_called(bar, "Verifying the log"))
            desk.press("Escape")
            desk.wait_windows(1)
            desk.at("Verify the log…")
            self.assertEqual(desk.warnings, [])
        self.assertNotIn("log.verify", ctl(store, "--user", "zhao.min", "--password-fd", "0", "--json", "log", "list"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
