#!/usr/bin/python3
"""What is left in the memory of the windows' program once it is locked: test-memory.py BUILD WATCHED CLIPBOARD
ROLLTOP_CTL, in a desktop of its own."""

import csv
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from watched import Watched, forms_of, numbers_in
from window import wait_for

BUILD, WATCHED, CLIPBOARD, CTL = sys.argv[1:5]
FOLDER = Path(os.environ["ROLLTOP_DESK"])
STORE = FOLDER / "store.rolltop"
PASSWORD = "marmalade quince tollgate"
NAMES = [f"Vornbach{n:03}" for n in range(1000)]
KNOWN = {f"{201 + n // 100}55501{n % 100:02}".encode() for n in range(1000)}  # numbers that nobody can have
TYPED = {"phone": "3125550177", "name": "Cassiopeia Drumlin", "search": "Vornbach4"}


def make_store():
    words = ["--language", "en", "--store", str(STORE), "--user", "boss", "--password-fd", "0"]

    def ctl(*more, given=""):
        subprocess.run([CTL, *words, *more], input=PASSWORD + "\n" + given, capture_output=True, text=True, timeout=240, check=True)

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


def names_in(memory):
    return len(set(re.findall(rb"Vornbach[0-9]{3}", memory)))


class Memory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        make_store()

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
        with Watched(BUILD, WATCHED, STORE, FOLDER / "told") as window:
            window.find("Bo Linden")
            window.type(PASSWORD)
            window.press("Return")
            wait_for("the orders", lambda: numbers_in(window.shown()))
            self.assertEqual(self.scroll(window), KNOWN)
            self.assertTrue(self.copy(window))
            self.type_things(window)
            keys, memory = window.keys(), window.memory()
            self.look_before(memory, keys)
            window.press("ctrl+l")
            window.find("Sign in")
            memory = window.memory()
        self.assertGreater(len(memory), 10_000_000)
        self.assertEqual([key in memory for key in keys], [False] * len(keys), "keys")
        for what, text in [("password", PASSWORD), ("last word of it", "tollgate"), *TYPED.items()]:
            self.assertEqual([form in memory for form in forms_of(text)], [False] * 3, what)
        self.assertEqual(len(numbers_in(memory)), 0, "numbers")
        self.assertEqual(names_in(memory), 0, "names")

    def look_before(self, memory, keys):
        """The same search finds what is there while the desk is open."""
        self.assertGreater(len(keys), 6)
        self.assertEqual([key in memory for key in keys], [True] * len(keys))
        self.assertGreater(len(numbers_in(memory) & KNOWN), 20)
        self.assertGreater(names_in(memory), 20)
        for text in TYPED.values():
            self.assertTrue(any(form in memory for form in forms_of(text)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
