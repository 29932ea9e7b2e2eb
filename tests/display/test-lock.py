#!/usr/bin/python3
"""What locking takes off the screen and what it keeps for its author; the one window of a desktop. Runs inside
build-aux/with-desk."""

import os
import signal
import subprocess
import unittest

from deskdriver import wait_for
from scene import Seat
from table import BUILD, DESK, RECORDS, contains, make_store

STORE = DESK / "store.rolltop"
PERSONAL = [value for record in RECORDS.values() for key, value in record.items()
            if not key.endswith("-by") and key != "line"]


class Lock(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = make_store(STORE)
        cls.desk = Seat(BUILD, "en", store=STORE).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()

    def tearDown(self):
        if self.desk.is_there("Lock the desk (Ctrl+L)"):
            self.desk.lock()
        self.assertEqual(self.desk.warnings, [])

    def lock_and_look(self, where):
        """Ctrl+L in whichever window has the focus: one window is left, and it says nothing of anybody."""
        self.desk.press("ctrl+l")
        self.desk.find("Sign in")
        self.desk.wait_windows(1)
        texts = self.desk.texts() + self.desk.titles()
        for value in PERSONAL:
            self.assertFalse(contains(texts, value), f"{where}: “{value}” can be read on the locked desk")

    def test_locking_closes_every_window_and_dialogue(self):
        desk = self.desk
        desk.sign_in("manager")
        desk.open_record(self.made["own"]["order"], "Armoire")
        desk.press("alt+1")
        desk.press_for_window("ctrl+Return")
        desk.wait_for_text("17 Ambergris Lane")
        self.lock_and_look("an order in its own window")

        desk.sign_in("manager")
        desk.open_record(self.made["own"]["customer"], self.made["own"]["order"])
        desk.press_for_window("ctrl+e")
        desk.wait_for_text("17 Ambergris Lane")
        self.lock_and_look("the dialogue about a customer")

        desk.sign_in("manager")
        desk.open_record(self.made["own"]["ticket"], self.made["own"]["order"])
        desk.search("Anselm Quillfeather")
        self.lock_and_look("what a search found")

    def test_locking_closes_previews_and_the_import(self):
        desk = self.desk
        desk.sign_in("manager")
        desk.open_record(self.made["own"]["order"], "Armoire")
        desk.press(*["Tab"] * 20)
        desk.press_until("Tab", "the print button", lambda node: "Print" in desk.words_of(node))
        desk.press("Tab")
        desk.choose_from_menu("_Preview")
        desk.wait_windows(2)
        self.lock_and_look("the preview of an order")

        desk.sign_in("manager")
        desk.press_until("shift+Tab", "the menu of the list", lambda node: "More" in desk.words_of(node))
        desk.choose_from_menu("_Import")
        desk.wait_windows(2)
        self.lock_and_look("the import")

    def test_the_keyboard_shortcuts_come_go_with_locking_and_come_again(self):
        desk = self.desk
        for _ in range(2):
            desk.sign_in("manager")
            desk.press_for_window("ctrl+question")
            desk.wait_for_text("Show or hide the sidebar")
            self.lock_and_look("the keyboard shortcuts")

    def test_what_was_copied_is_gone_after_locking(self):
        desk = self.desk
        desk.sign_in("manager")
        desk.open_record(self.made["own"]["order"], "Armoire")
        desk.press_until("Tab", "the customer's name", lambda node: "Anselm Quillfeather" in desk.words_of(node))
        desk.press("ctrl+a", "ctrl+c")
        self.assertEqual(self.pasted("Anselm Quillfeather"), "Anselm Quillfeather")
        self.lock_and_look("a name that was copied")
        desk.sign_in("service")
        self.assertEqual(self.pasted("x"), "x")

    def pasted(self, until):
        """What the clipboard holds, as the search entry takes it; an x is typed behind when nothing may come."""
        entry = self.desk.search_entry()
        self.desk.press("ctrl+v")
        if until == "x":
            self.desk.press("x")
        return wait_for("what is pasted", lambda: (text := self.desk.text_of(entry)) and until in text and text)

    def test_what_was_typed_cannot_be_brought_back_after_locking(self):
        desk = self.desk
        desk.sign_in("manager")
        entry = desk.search_entry()
        desk.quick("Anselm")
        wait_for("what is typed", lambda: desk.text_of(entry) == "Anselm")
        self.lock_and_look("a search")
        desk.sign_in("manager")
        entry = desk.search_entry()
        desk.press("ctrl+z", "ctrl+z", "x")
        self.assertEqual(wait_for("what is typed now", lambda: desk.text_of(entry)), "x")

    def test_a_second_start_raises_the_first_window(self):
        files = sorted(str(path) for path in DESK.rglob("*.rolltop"))
        windows = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True, check=True).stdout
        subprocess.run(["xdotool", "windowminimize", windows.strip()], check=True)
        second = subprocess.run([BUILD / "src" / "ui" / "rolltop", DESK / "another.rolltop"], timeout=30, check=False,
                                env=self.desk._environment)
        self.assertEqual(second.returncode, 0)

        def raised():
            found = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True, check=False)
            return found.stdout == windows

        wait_for("the first window in front", raised)
        self.assertEqual(len(self.desk.windows()), 1)
        self.assertEqual(sorted(str(path) for path in DESK.rglob("*.rolltop")), files)


TYPED = ("(628) 555-0177", "Cassiopeia Drumlin", "31 Dulcimer Way")


class Unfinished(unittest.TestCase):
    """An order that was not saved, locked away and then interrupted without warning."""

    def offered(self, desk):
        """Goes on with the unfinished order; gives what its form says."""
        desk.wait_for_text("You have an unfinished order.")
        desk.press("ctrl+n")
        desk.find("Save the order")
        wait_for("what was typed", lambda: all(contains(desk.texts(), words) for words in TYPED[:2]))
        return desk.texts()

    def nothing_in_the_clear(self):
        for path in (path for path in DESK.rglob("*") if path.is_file()):
            content = path.read_bytes()
            for words in ("Cassiopeia", "Dulcimer", "6285550177", "555-0177"):
                self.assertNotIn(words.encode(), content, f"{path.name} holds what was typed")

    def test_an_unfinished_order_survives_locking_and_a_kill(self):
        make_store(STORE.with_name("draft.rolltop"))
        store = STORE.with_name("draft.rolltop")
        with Seat(BUILD, "en", store=store) as desk:
            desk.sign_in("clerk")
            desk.press("ctrl+n")
            desk.wait_focus("the phone entry", lambda node: node.get_name() == "Phone")
            desk.quick(TYPED[0])
            desk.press("Tab")
            desk.wait_focus("the name entry", lambda node: node.get_name() == "Name")
            desk.quick(TYPED[1])
            desk.lock()
            self.assertFalse(contains(desk.texts(), "Cassiopeia"))

            desk.sign_in("clerk2")
            self.assertFalse(desk.is_there("Cassiopeia"))
            desk.press("ctrl+n")
            desk.wait_focus("the phone entry", lambda node: node.get_name() == "Phone")
            self.assertFalse(desk.is_there("Cassiopeia"), "an unfinished order is offered to somebody else")
            desk.press("Escape")
            desk.lock()

            desk.sign_in("clerk")
            self.offered(desk)
            desk.press_until("Tab", "the street", lambda node: node.get_name() == "Street and number")
            before = store.with_name(store.name + "-wal").stat().st_mtime_ns
            desk.quick(TYPED[2])
            desk.wait_for_text(TYPED[2])
            wait_for("the kept draft", lambda: store.with_name(store.name + "-wal").stat().st_mtime_ns != before)
            self.wait_until_quiet(store)
            os.kill(desk.program.pid, signal.SIGKILL)
            desk.program.wait()
        self.nothing_in_the_clear()
        with Seat(BUILD, "en", store=store) as desk:
            desk.sign_in("clerk")
            texts = self.offered(desk)
            for words in TYPED:
                self.assertTrue(contains(texts, words), f"{words} was lost")

    def wait_until_quiet(self, store):
        """The draft is written a moment after the last key: until the file has stood still for twice that."""
        wal = store.with_name(store.name + "-wal")
        last = [wal.stat().st_mtime_ns, 0]

        def quiet():
            now = wal.stat().st_mtime_ns
            last[:] = [now, last[1] + 1 if now == last[0] else 0]
            return last[1] > 20

        wait_for("a quiet file", quiet)


if __name__ == "__main__":
    unittest.main(verbosity=2)
