#!/usr/bin/python3
"""What is left in the memory of the windows' program once it is locked: test-memory.py BUILD WATCHED CLIPBOARD
ROLLTOP_CTL, in a desktop of its own."""

import csv
import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from watched import Watched, forms_of, numbers_in
from window import wait_for
from scene import Seat

BUILD, WATCHED, CLIPBOARD, CTL = sys.argv[1:5]
FOLDER = Path(os.environ["ROLLTOP_DESK"])
STORE = FOLDER / "store.rolltop"
PASSWORD = "marmalade quince tollgate"
NAMES = [f"Vornbach{n:03}" for n in range(1000)]
KNOWN = {f"{201 + n // 100}55501{n % 100:02}".encode() for n in range(1000)}  # numbers that nobody can have
TYPED = {"phone": "3125550177", "name": "Cassiopeia Drumlin", "search": "Vornbach4"}
# One order with everything on it: what its window, its papers, an exported list and a reveal show.
WHOLE = {"name": "Marigold Quillowby", "phone": "6125550164", "email": "marigold@quillowby.example",
         "street": "88 Thistledown Crescent", "unit": "Door Vermilion"}
HOME = {"style": "celadon cornices", "household": "a raven on the bannister"}
TICKET = "the wardrobe murmurs vespers"


def make_store():
    words = ["--language", "en", "--store", str(STORE), "--user", "boss", "--password-fd", "0"]

    def ctl(*more, given=""):
        return subprocess.run([CTL, *words, *more], input=PASSWORD + "\n" + given, capture_output=True, text=True, timeout=240,
                              check=True).stdout

    ctl("init", "--name", "Shop", "--person", "Bo Linden", "--region", "US", "--currency", "USD", "--code-roles", "none",
        "--yes", "--sheet", "-")
    ctl("training", "do", "--from", "-", given='{"acknowledge": true, "2": [3, 2, 3, 1], "3": [2, 3, 2, 1]}')
    path = FOLDER / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Order number", "Date", "Customer number", "Customer", "Phone", "Product", "Quantity", "Unit price"])
        for n, (number, name) in enumerate(zip(sorted(KNOWN), NAMES)):
            out.writerow([f"K-{n}", "2026-02-01", f"C-{n}", f"Quizzelda {name}", number.decode(), "Oak chair", "1", "10.00"])
    ctl("import", "orders", str(path))
    path.unlink()
    order = {"personal": {**WHOLE, **HOME, "city": "Larkmere"}, "home_consent": True, "ordered_on": "2026-01-05",
             "lines": [{"description": "Oak table", "quantity": 1, "unit_price": "500.00"}],
             "notice": {"version": 1, "language": "en", "channel": "paper"}}
    made = json.loads(ctl("order", "new", "--from", "-", "--json", given=json.dumps(order)))
    ticket = {"order": made["number"], "personal": {"ticket_text": TICKET}}
    return made["number"], json.loads(ctl("ticket", "new", "--from", "-", "--json", given=json.dumps(ticket)))["number"]


def names_in(memory):
    return len(set(re.findall(rb"Vornbach[0-9]{3}", memory)))


class WatchedSeat(Watched, Seat):
    """The program that tells its memory, with the ways of a keyboard through its windows."""


class Memory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.order, cls.ticket = make_store()

    def scroll(self, window):
        """The whole list, page by page; gives the numbers that stood there."""
        window.press("alt+1", "Down", "Home")
        seen = numbers_in(window.shown())
        # what a screen reader reads leaves copies too
        self.assertGreater(numbers_in("\n".join(window.texts()).encode()) & seen, set())
        rows = len(seen)
        window.press("Next")  # goes to the last row that is there already

        def next_page():
            now = numbers_in(window.shown())
            return now if len(now) >= rows and now - seen else None

        while not seen >= KNOWN:
            window.press("Next")
            seen |= wait_for("more of the list", next_page)
        return seen & KNOWN

    def copy(self, window):
        """A number from an order's detail, taken off the clipboard by another program."""
        def copied():
            window.press("Tab", "ctrl+a", "ctrl+c")
            text = subprocess.run([CLIPBOARD, "read"], capture_output=True, text=True, timeout=30, check=True).stdout
            return numbers_in(text.encode()) & KNOWN

        window.press("alt+1", "Down")
        return wait_for("a number on the clipboard", copied)

    def type_things(self, window):
        window.press("ctrl+k")
        window.type(TYPED["search"])
        wait_for("what the search finds", lambda: window.shown().count(b"Quizzelda " + TYPED["search"].encode()) > 3)
        window.press("Escape", "Escape", "alt+1", "ctrl+n")
        wait_for("the order form", lambda: b"Save the order" in window.shown())
        window.type(TYPED["phone"])
        window.press("Tab")
        window.type(TYPED["name"])
        wait_for("what was typed", lambda: any(TYPED["name"] in text for text in window.texts()))

    def test_after_locking_no_key_no_password_and_no_number_is_left(self):
        with self.start() as window:
            self.sign_in(window)
            self.assertEqual(self.scroll(window), KNOWN)
            self.assertTrue(self.copy(window))
            self.type_things(window)
            self.lock_and_look(window, TYPED, numbers=20)

    def start(self):
        return WatchedSeat(BUILD, WATCHED, STORE, FOLDER / "told")

    def sign_in(self, window):
        window.find("Bo Linden")
        window.type(PASSWORD)
        window.press("Return")
        wait_for("the orders", lambda: numbers_in(window.shown()))

    def lock_and_look(self, window, words, numbers):
        """What stood there is there before the desk is locked, and nothing of it afterwards."""
        keys = window.keys()
        self.look_before(window.memory(), keys, words, numbers)
        window.press("ctrl+l")
        window.find("Sign in")
        memory = window.memory()
        self.assertGreater(len(memory), 10_000_000)
        self.assertEqual([key in memory for key in keys], [False] * len(keys), "keys")
        for what, text in [("password", PASSWORD), ("last word of it", "tollgate"), *words.items()]:
            self.assertEqual([form in memory for form in forms_of(text)], [False] * 3, what)
        self.assertEqual(len(numbers_in(memory)), 0, "numbers")
        self.assertEqual(names_in(memory), 0, "names")

    def look_before(self, memory, keys, words, numbers):
        """The same search finds what is there while the desk is open."""
        self.assertGreater(len(keys), 6)
        self.assertEqual([key in memory for key in keys], [True] * len(keys))
        self.assertGreaterEqual(len(numbers_in(memory)), numbers)
        for what, text in words.items():
            self.assertTrue(any(form in memory for form in forms_of(text)), what)

    def reveal_home(self, window):
        """What a manager sees masked, asked for: it stays open until the desk locks."""
        def at_lock():
            return any(name.startswith("Masked: On file") for name in window.tab() if name)

        self.assertTrue(any(at_lock() for _ in range(60)), "there is no lock to press")
        window.press("space")
        window.find("Show for a minute")
        window.go_to("Why")
        window.press("space", "Down", "Return")
        window.go_to("Show for a minute")
        window.press("Return")
        window.wait_for_text(HOME["household"])

    def preview(self, window):
        """The order on paper, on the screen and as a PDF."""
        window.press_until("Tab", "the print button", lambda node: "Print" in window.words_of(node))
        window.press("Tab")
        window.choose_from_menu("_Preview")
        window.wait_windows(2)
        path = FOLDER / "paper.pdf"
        window.press_for_window("ctrl+s")
        window.take_file(path, lambda: not path.exists())
        text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn(WHOLE["street"], text)

    def export(self, window):
        """The whole list as a file: each number goes through the program."""
        path = FOLDER / "exports" / "list.csv"
        path.parent.mkdir()
        window.press("alt+1")
        window.go_to("More", key="shift+Tab")
        window.choose_from_menu("_Export…")
        window.wait_window("Export the list")
        window.at_entry("Why")
        window.quick("for the test")
        window.press("Return")
        window.find("Export")
        window.press("ctrl+a")
        window.type(str(path))
        window.press("Return")
        wait_for("the file, which is there whole or not at all", path.exists)
        self.assertTrue(numbers_in(path.read_bytes().replace(b" ", b"")) >= KNOWN)

    def test_after_locking_nothing_is_left_of_record_windows_papers_an_export_and_what_was_revealed(self):
        with self.start() as window:
            self.sign_in(window)
            self.export(window)
            window.open_record(self.ticket, TICKET)
            window.open_record(self.order, WHOLE["street"])
            self.preview(window)
            window.press("Escape")
            window.wait_windows(1)
            window.press("alt+1")
            window.press_for_window("ctrl+Return")
            window.wait_for_text(WHOLE["street"])
            self.reveal_home(window)
            self.lock_and_look(window, {"ticket": TICKET, **WHOLE, **HOME}, numbers=1)
            window.wait_windows(1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[5:], verbosity=2)
