#!/usr/bin/python3
"""Ways around a locked desk, and from one person to the next at it: test-locked.py BUILD CLIPBOARD ROLLTOP_CTL, in a
desktop of its own whose services are played by desktop_mock.py."""

import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from example import DEMO, Example
from mocked import Mock
from window import StepFailed, Window, on_bus, wait_for
from scene import Seat

BUILD, CLIPBOARD = sys.argv[1:3]
STORE = Path(os.environ["ROLLTOP_DESK"]) / "store.rolltop"
EXAMPLE = Example(STORE, sys.argv[3], None)
# first letters of names in the list of the example store: a clerk, another clerk, the manager
CLERK, OTHER, MANAGER = ("w", "Wang Fang"), ("l", "Li Qiang"), ("z", "Zhao Min")
SERVICE = ("ll", "Lin Mei")  # the second of those with that letter; has done their training
NOTE = "the marmot in the wardrobe whistles"
NAMES = {"Chen Jie", "Huang Tao", "Li Qiang", "Lin Mei", "Liu Yang", "Sun Lei", "Wang Fang", "Zhao Min"}
NUMBER, NAME = "138 1971 8931", "Cassiopeia Drumlin"
APPLICATION = ["--dest", "org.rolltop.Rolltop", "--object-path", "/org/rolltop/Rolltop", "--method"]


class Counted(Window, Seat):
    """Counts the keys that are pressed."""

    keys = 0

    def press(self, *keys):
        self.keys += len(keys)
        super().press(*keys)

    def type(self, words):
        self.keys += len(words)
        super().type(words)


class Locked(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        EXAMPLE.make("--demo-language", "en", orders=8, tickets=4)

    def start(self):
        return Counted(BUILD, STORE)

    def shows(self, window, words):
        return any(words in text for text in window.texts())

    def wait_names(self, window):
        window.find("Sign in")
        wait_for("the list of names", lambda: set(window.texts()) & NAMES)  # the one that is chosen

    def sign_in(self, window, who):
        self.wait_names(window)
        window.press("shift+Tab", who[0], "Return")
        window.type(DEMO)
        window.press("Return")
        window.wait_for_text(f"{who[1]} · ")

    def change(self, window, to, keys):
        """A key that comes before a closing window has given the keyboard back is lost: then it is pressed once more."""

        def changes():
            window.press("ctrl+shift+l")
            try:
                return window.find("Sign in", seconds=5)
            except StepFailed:
                return None

        wait_for("the list of names", changes)
        self.wait_names(window)
        window.press(*keys, "Return")
        window.type(DEMO)
        window.press("Return")
        window.wait_for_text(f"{to[1]} · ")

    def begin_order(self, window):
        window.press("ctrl+n")
        window.find("Save the order")
        window.type(NUMBER)
        window.press("Tab")
        window.type(NAME)
        wait_for("what was typed", lambda: self.shows(window, NAME))

    def lock(self, window):
        window.press("ctrl+l")
        window.find("Sign in")

    def test_people_change_with_few_keys_and_unfinished_work_waits_for_its_author(self):
        with self.start() as window:
            self.sign_in(window, CLERK)
            self.begin_order(window)
            window.keys = 0
            self.change(window, OTHER, [OTHER[0]])
            self.assertEqual(window.keys, len(DEMO) + 4)  # the change, a letter, Return, the password, Return
            self.assertFalse(self.shows(window, NAME))
            window.press("ctrl+n")
            window.find("Save the order")
            window.press("ctrl+z", "Tab", "ctrl+z", "Tab", "ctrl+z")
            self.assertFalse(self.shows(window, NAME), "undo brings back what somebody else typed")
            window.press("Escape")
            window.keys = 0
            self.change(window, CLERK, [])
            self.assertEqual(window.keys, len(DEMO) + 3)  # who sat here before is chosen already
            window.press("ctrl+n")
            wait_for("the unfinished order", lambda: self.shows(window, NAME))

    def write_ticket(self, window, words=None):
        window.press("alt+2", "ctrl+t")
        window.find("Save the ticket")
        window.type("SO-10008")
        window.press("Return")
        wait_for("the order", lambda: self.shows(window, "Ordered on"))
        window.fill("What is wrong", words or NOTE)

    def write_note(self, window):
        """On a ticket that is opened first."""
        self.write_ticket(window, "it wobbles")
        window.press("ctrl+s")
        wait_for("its diary", lambda: self.shows(window, "Add the note"))
        window.press("ctrl+m")
        window.type(NOTE)

    def write_resolution(self, window):
        """On a ticket that is begun first."""
        self.write_ticket(window, "it wobbles")
        window.press("ctrl+s")
        wait_for("its diary", lambda: self.shows(window, "Add the note"))
        window.press("ctrl+r")
        wait_for("the ticket in progress", lambda: self.shows(window, "In progress"))
        window.press_for_window("ctrl+r")
        window.wait_window("Resolve the ticket")
        window.type(NOTE)

    def edit_customer(self, window):
        window.press("alt+3")
        wait_for("the list of customers", lambda: any(text.startswith("C-") for text in window.texts()))
        window.press("Down")
        window.press_for_window("ctrl+e")
        window.wait_window("Edit the customer")

    def write_customer(self, window):
        self.edit_customer(window)
        window.type(NOTE)

    def plan_visit(self, window):
        self.newest_ticket(window)
        window.press("ctrl+g")  # who works on it plans its visit
        window.press_for_window("ctrl+b")
        window.wait_window("Book a visit")

    def write_visit(self, window):
        """Of a ticket that is opened first."""
        self.write_ticket(window, "it wobbles")
        window.press("ctrl+s")
        wait_for("its diary", lambda: self.shows(window, "Add the note"))
        window.press_for_window("ctrl+b")
        window.wait_window("Book a visit")
        window.type(NOTE)

    def newest_ticket(self, window):
        window.press("alt+2")
        wait_for("the list of tickets", lambda: any(text.startswith("ST-") for text in window.texts()))
        window.press("Down")
        wait_for("its diary", lambda: self.shows(window, "Add the note"))

    def resolve_again(self, window):
        self.newest_ticket(window)
        window.press_for_window("ctrl+r")
        window.wait_window("Resolve the ticket")

    def new_ticket(self, window):
        window.press("alt+2", "ctrl+t")
        window.find("Save the ticket")

    def test_notes_tickets_and_resolutions_wait_for_their_author_alone(self):
        for begin, come_back, other in (
                (self.write_note, self.newest_ticket, SERVICE), (self.write_resolution, self.resolve_again, SERVICE),
                (self.write_visit, self.plan_visit, SERVICE), (self.write_customer, self.edit_customer, CLERK),
                (self.write_ticket, self.new_ticket, SERVICE)):
            with self.subTest(begin.__name__), self.start() as window:
                self.sign_in(window, MANAGER)
                begin(window)
                wait_for("what was typed", lambda: self.shows(window, NOTE))
                self.change(window, other, other[0])
                come_back(window)
                time.sleep(1)
                self.assertFalse(self.shows(window, NOTE))
                window.press("Escape")
                self.change(window, MANAGER, [])
                come_back(window)
                wait_for("what was typed, for its author", lambda: self.shows(window, NOTE))

    def test_a_second_start_and_the_bus_open_nothing_while_it_is_locked(self):
        with self.start() as window:
            self.sign_in(window, MANAGER)
            window.press("alt+1", "Down")
            customers = wait_for("an order", lambda: [text for text in window.texts() if text.startswith("SO-")])
            self.lock(window)
            second = subprocess.run([*window._command[:1], str(STORE)], timeout=60, check=False, env=window._environment)
            self.assertEqual(second.returncode, 0)
            for call in (["Activate", "{}"], ["Open", f"['file://{STORE}']", "{}"], ["ActivateAction", "lock", "[]", "{}"],
                         ["ActivateAction", "change-person", "[]", "{}"], ["ActivateAction", "show-order", "[<int64 1>]", "{}"]):
                on_bus("call", "--session", *APPLICATION, "org.freedesktop.Application." + call[0], *call[1:])
            time.sleep(1)
            window.find("Sign in")
            self.assertEqual(len(window.windows()), 1)
            self.assertEqual([text for text in window.texts() if text in customers], [])

    def read_clipboard(self):
        return subprocess.run([CLIPBOARD, "read"], capture_output=True, text=True, timeout=30, check=True).stdout.strip()

    def test_what_was_copied_here_is_off_the_clipboard_and_what_others_copied_stays(self):
        with self.start() as window:
            self.sign_in(window, CLERK)
            window.press("ctrl+k")
            window.type("Drumlin")
            window.press("ctrl+a", "ctrl+c")
            wait_for("the copied word", lambda: self.read_clipboard() == "Drumlin")
            self.lock(window)
            self.assertEqual(self.read_clipboard(), "")
            self.sign_in(window, CLERK)
            with subprocess.Popen([CLIPBOARD, "own", "a recipe"], stdout=subprocess.PIPE, text=True) as other:
                self.assertEqual(other.stdout.readline(), "owned\n")
                self.lock(window)
                self.assertEqual(self.read_clipboard(), "a recipe")
                other.terminate()

    def test_nothing_is_announced_to_the_desktop(self):
        """Neither a notification nor a list of recent files, from sign-in to locking."""
        heard = STORE.with_name("heard")
        with heard.open("w", encoding="utf-8") as file:
            monitor = subprocess.Popen(["dbus-monitor", "--session", "type=method_call"], stdout=file)
            with self.start() as window:
                self.sign_in(window, MANAGER)
                window.press("alt+1", "Down", "alt+2", "Down", "alt+3", "Down")
                self.lock(window)
            monitor.terminate()
            monitor.wait(20)
        said = heard.read_text(encoding="utf-8", errors="replace")
        heard.unlink()
        self.assertIn("org.freedesktop.Secret", said)  # the monitor hears
        for word in ("Notifications", "AddNotification", "RecentManager"):
            self.assertNotIn(word, said)

    def test_the_print_dialogue_and_the_import_close_when_the_desktop_is_locked(self):
        with Mock("--no-idle") as mock, self.start() as window:
            self.sign_in(window, MANAGER)
            window.press("alt+1", "Down")
            window.press_for_window("ctrl+p")
            self.lock_by_desktop(window, mock)
            self.sign_in(window, MANAGER)
            window.press_until("shift+Tab", "the menu of the list", lambda node: "More" in window.words_of(node))
            window.choose_from_menu("_Import orders…")
            window.wait_windows(2)
            window.press_for_window("ctrl+o")
            self.lock_by_desktop(window, mock)

    def test_the_key_that_locks_works_in_the_toolkit_s_own_dialogues(self):
        with self.start() as window:
            self.sign_in(window, MANAGER)
            window.press("alt+1", "Down")
            window.press_for_window("ctrl+p")
            self.lock(window)
            window.wait_windows(1)
            self.sign_in(window, MANAGER)
            window.press_until("shift+Tab", "the menu of the list", lambda node: "More" in window.words_of(node))
            window.choose_from_menu("_Import orders…")
            window.wait_windows(2)
            window.press_for_window("ctrl+o")
            self.lock(window)
            window.wait_windows(1)

    def lock_by_desktop(self, window, mock):
        mock.tell("saver", "gnome", "true")
        window.find("Sign in")
        window.wait_windows(1)
        self.assertFalse(any(text.startswith("SO-") for text in window.texts()))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:], verbosity=2)
