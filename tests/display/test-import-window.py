#!/usr/bin/python3
"""Order files through the window for imports: what comes in, that nothing comes twice, that nothing stays of what was
stopped, and what is said of files that are none. Runs inside build-aux/with-desk."""

import csv
import os
import random
import re
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from deskdriver import Atspi, has_state, wait_for, walk
from scene import Seat
from table import BUILD, DESK

STORE = DESK / "store.rolltop"
MANAGER, PASSWORD = "Zhao Min", "rolltop example desk"
HEAD = ["Order ID", "Order Date", "Ship Date", "Customer ID", "Customer Name", "Country", "City", "State", "Postal Code",
        "Product ID", "Sub-Category", "Product Name", "Sales", "Quantity"]
BUTTONS = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON)
NUMBERS = ("Orders added", "New customers", "Order lines", "Pieces", "Sum of the lines", "Orders that were here already",
           "Refused rows")


def cents(amount):
    """Half up, by digits alone."""
    whole, _, part = amount.replace("$", "").replace(",", "").partition(".")
    part = (part + "000")[:max(3, len(part))]
    return int(whole) * 100 + int(part[:2]) + (part[2] >= "5")


def whole_store():
    """What is in the file while the window has it open: orders, customers, lines, pieces, the sum of the lines in cents,
    read by stock sqlcipher with the key from the keyring."""
    copy = DESK / "copy.rolltop"
    for ending in ("", "-wal"):
        Path(f"{copy}{ending}").unlink(missing_ok=True)
        if Path(f"{STORE}{ending}").exists():
            shutil.copy(f"{STORE}{ending}", f"{copy}{ending}")
    key = subprocess.run(["secret-tool", "lookup", "application", "rolltop", "kind", "store-key"], capture_output=True,
                         text=True, check=True).stdout.strip()
    told = subprocess.run(
        ["sqlcipher", "-batch", "-bail", copy], capture_output=True, text=True, check=True,
        input=f"""PRAGMA key = "x'{key}'";
SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM customer), count(*), sum(quantity), sum(line_total)
FROM order_line;
""")
    return tuple(int(number) for number in told.stdout.splitlines()[-1].split("|"))


def write(name, n):
    """A file of n orders of one line each."""
    path = DESK / name
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for i in range(n):
            out.writerow([f"US-2026-{i}", "1/2/2026", "1/5/2026", f"CC-{i}", f"Person {i}", "United States", "Springfield",
                          "Oregon", "97477", f"P-{i}", "Chairs", f"Chair {i}", "10.005", "2"])
    return path


def furniture():
    """The file with what must come of it: the one beside the tree, or one made on the spot."""
    path = Path(os.environ.get("ROLLTOP_SHARED_DATA", "/nowhere")) / "furniture-orders.csv"
    if path.exists():
        return path, (1764, 707, 2121, 8028, 74199998)
    return write("furniture.csv", 60), (60, 60, 60, 120, 60 * 1001)


class Import(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([BUILD / "src" / "ctl" / "rolltop-ctl", "--store", STORE, "demo", "--orders", "1", "--tickets", "0",
                        "--demo-language", "en"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True,
                       env={**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")})
        cls.desk = Seat(BUILD, "en", store=STORE).__enter__()
        cls.desk.sign_in(MANAGER, PASSWORD)

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()

    def setUp(self):
        desk = self.desk
        desk.press("alt+1")
        desk.press_until("shift+Tab", "the menu of the list", lambda node: "More" in desk.words_of(node))
        desk.choose_from_menu("_Import orders…")
        desk.wait_windows(2)

    def tearDown(self):
        self.desk.press("Escape")
        self.desk.wait_windows(1)
        self.assertEqual(self.desk.warnings, [])

    def open_anew(self):
        """Another window for imports, which tells nothing of the former file."""
        self.tearDown()
        self.setUp()

    def choose(self, path):
        desk = self.desk
        desk.press("ctrl+o")
        desk.wait_windows(3)
        desk.take_file(path, lambda: len(desk.windows()) > 2)

    def window(self):
        return next((window for window in self.desk.windows() if window.get_name() == "Import orders"), None)

    def said(self):
        """What the window for imports says, one after the other."""
        window = self.window()
        words = self.desk.words_of(window) if window is not None else []
        return [one for i, one in enumerate(words) if i == 0 or words[i - 1] != one]

    def wait_for(self, pattern, seconds=60):
        """Waits until one of the texts of the window is like the pattern, and gives it."""
        return wait_for(f"“{pattern}” in the import",
                        lambda: next((text for text in self.said() if re.fullmatch(pattern, text)), None), seconds)

    def run_import(self, path):
        """Chooses the file and runs the import; gives the numbers of the result."""
        self.choose(path)
        self.wait_for(".* · .* rows? · .*")
        self.desk.press("Return")
        return wait_for("the result", self.result, 120)

    def result(self):
        """The numbers of the result; None while there is none."""
        texts = self.said()
        if NUMBERS[-1] not in texts:
            return None
        found = [next((text for text in texts[texts.index(name):] if re.fullmatch(r"\$?[\d,]+(\.\d\d)?", text)), None)
                 for name in NUMBERS if name in texts]
        if len(found) < len(NUMBERS) or None in found:
            return None
        return tuple(cents(text) if "." in text else int(text.replace(",", "")) for text in found)

    def test_the_furniture_file_gives_exactly_its_orders_and_nothing_the_second_time(self):
        path, want = furniture()
        before = whole_store()
        self.assertEqual(self.run_import(path), (*want, 0, 0))
        after = whole_store()
        self.assertEqual(tuple(now - then for now, then in zip(after, before)), want)
        self.assertEqual(self.run_import(path), (0, 0, 0, 0, 0, want[0], 0))
        self.wait_for("Nothing was added: all orders were here already")
        self.assertEqual(whole_store(), after)

    def can_import(self):
        """Whether the button that runs the import is there: on the page of the plan alone."""
        window = self.window()
        return window is not None and any(node.get_name().endswith("Import") and has_state(node, Atspi.StateType.VISIBLE)
                                          for node in walk(window) if node.get_role() in BUTTONS)

    def has_begun(self):
        return any(re.fullmatch(r"[\d,]*[1-9][\d,]* of [\d,]+", text) for text in self.said())

    def stop_half_way(self, path, key):
        """Runs the import and presses the key, later and later until it had begun by then."""
        pause = 0.2
        while True:
            self.choose(path)
            self.wait_for(".* · .* rows · .*")
            self.desk.press("Return")
            time.sleep(pause)
            # GTK 4.18 does not tell what stands on a page that was left; GTK 4.8 takes long to tell anything meanwhile
            begun = has_state(self.desk.windows()[0].get_child_at_index(0), Atspi.StateType.SHOWING) and self.has_begun()
            self.desk.press(key)
            if key == "Escape":
                self.desk.wait_windows(1)
                return
            wait_for("the end of the import", lambda: self.can_import() or self.result(), 240)
            self.assertIsNone(self.result(), "the import was through before it was stopped")
            if begun or self.has_begun():
                return
            pause *= 1.5
            self.open_anew()

    def test_what_is_stopped_half_way_leaves_nothing(self):
        path, before = write("long.csv", 40000), whole_store()
        self.stop_half_way(path, "Return")  # the button that stops has the focus
        self.assertEqual(whole_store(), before, "something stayed of an import that was stopped")
        self.open_anew()
        self.stop_half_way(path, "Escape")
        self.assertEqual(whole_store(), before, "something stayed of an import whose window was closed")
        self.setUp()

    def refused(self, path):
        """The page to choose on says in one sentence why, and nothing more."""
        self.choose(path)
        self.wait_for("Nothing was imported")
        texts = self.said()
        told = texts[texts.index("Nothing was imported") + 1]
        self.assertRegex(told, r"^[A-Z].{20,200}\.$")

    def test_what_is_no_order_file_is_told_in_a_sentence(self):
        dice, before = random.Random(7), whole_store()
        path = DESK / "strange.csv"
        contents = (dice.randbytes(100000), b"", b"\0" * 5000, b"a,b,c\n1,2,3\n", b"\x89PNG\r\n\x1a\n" + dice.randbytes(3000),
                    write("wide.csv", 2).read_bytes().replace(b"Chair 1", b"x" * 11_000_000))
        for content in contents:
            path.write_bytes(content)
            self.refused(path)
            self.open_anew()
        self.assertEqual(whole_store(), before)

    def test_rows_that_cannot_be_taken_are_listed_and_keep_everything_out(self):
        before, good = whole_store(), write("rows.csv", 3).read_bytes()
        path = DESK / "rows.csv"
        for strange in (b"An\0n", b"\x81\xfe\xff", b"x" * 10_000_000):
            path.write_bytes(b"\xef\xbb\xbf" + good.replace(b"Person 1", strange))
            self.assertEqual(self.run_import(path)[5:], (0, 1))
            self.wait_for("Nothing was imported, because rows were refused")
            self.assertLess(max(len(text) for text in self.said()), 1000)
            self.assertEqual(whole_store(), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
