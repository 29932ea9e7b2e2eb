#!/usr/bin/python3
"""A store that does not open: the window says so in a sentence, offers the way out, and leaves the file as it is. Names
that look like something else. Runs inside build-aux/with-desk."""

import os
import secrets
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from deskdriver import wait_for
from scene import Seat
from table import BUILD, DESK, contains, make_store

STORE = DESK / "store.rolltop"
PLACE = {"phone": "4155550111", "city": "Acity", "street": "17 Ambergris Lane", "taken-by": "clerk",
         "ticket-by": "service", "prices": "10.00", "payments": "1.00", "ticket_text": "Asphodel words"}
NAMES = {
    "markup": {**PLACE, "name": "<b>Bold</b> &amp; Co", "line": "<i>Oak</i> & ash &lt;"},
    "direction": {**PLACE, "name": "Ann \u202eevil\u202c \u05d0\u05d1", "line": "Bench \u202eabc"},
    "long": {**PLACE, "name": "L" + "o" * 190 + "ng", "line": "Wide " * 12},
}
# Settings that outlast the program.
KEPT = {"GSETTINGS_BACKEND": "keyfile"}
BIDI = "\u202a\u202b\u202c\u202d\u202e"


def says(desk, title):
    """The problem page: its title, one sentence, and that the file was not changed."""
    desk.wait_for_text(title, 60)
    texts = desk.texts()
    told = [text for text in texts if "The file was not changed" in text]
    assert told and told[0].split("\n")[0].endswith("."), texts
    assert desk.find("Open another store")


def inside(store, title):
    before = Path(store).read_bytes()
    with Seat(BUILD, "en", store=store) as desk:
        says(desk, title)
        desk.find("Use the recovery sheet")
    assert Path(store).read_bytes() == before, "the file was changed"


class Doors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = make_store(STORE, NAMES)

    def copy(self, name):
        path = DESK / name
        shutil.copyfile(STORE, path)
        return path

    def refused(self, path, title):
        before = path.read_bytes()
        with Seat(BUILD, "en", store=path) as desk:
            says(desk, title)
            self.assertEqual(desk.warnings, [])
        self.assertEqual(path.read_bytes(), before)

    def test_a_damaged_first_page_is_told(self):
        path = self.copy("first.rolltop")
        content = bytearray(path.read_bytes())
        content[2000] ^= 0x40
        path.write_bytes(content)
        self.refused(path, "The store file is damaged")

    def test_a_store_of_a_newer_rolltop_is_told(self):
        path = self.copy("newer.rolltop")
        key = subprocess.run(["secret-tool", "lookup", "application", "rolltop", "kind", "store-key", "store",
                              path.read_bytes()[:16].hex()], capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(["sqlcipher", "-batch", "-bail", path], check=True, text=True, stdout=subprocess.DEVNULL,
                       input=f"""PRAGMA key = "x'{key}'";\nPRAGMA user_version = 99;\n""")
        self.refused(path, "This store was written by a newer Rolltop")

    def test_noise_is_no_store_and_stays_what_it_is(self):
        path = DESK / "noise.rolltop"
        path.write_bytes(bytes(range(256)) * 64)
        before = path.read_bytes()
        with Seat(BUILD, "en", store=path) as desk:
            desk.wait_for_text("The file was not changed", 60)
        self.assertEqual(path.read_bytes(), before)

    def test_names_are_shown_as_they_are_and_mean_nothing(self):
        with Seat(BUILD, "en", store=STORE) as desk:
            desk.sign_in("manager")
            for record, values in NAMES.items():
                desk.open_record(self.made[record]["order"], self.made[record]["ticket"])
                name = "".join(c for c in values["name"] if c not in BIDI)
                shown = wait_for(f"the name of {record}", lambda name=name: [t for t in desk.texts() if name in t])
                self.assertFalse([t for t in shown if any(c in t for c in BIDI)], "a direction mark stands in the text")
                if record == "direction":
                    self.assertTrue([t for t in shown if t.startswith("\u2068") and t.endswith("\u2069")])
                if record == "markup":
                    self.assertTrue(contains(desk.texts(), values["line"]), "the line's words are not shown as they are")
            self.assertEqual(desk.warnings, [])

    def test_a_wrong_password_is_told_and_the_right_one_still_opens(self):
        with Seat(BUILD, "en", store=STORE) as desk:
            desk.choose_name("Wang Fang")
            desk.quick("not the password")
            desk.press("Return")
            told = wait_for("a sentence", lambda: [t for t in desk.texts() if "password" in t.lower() and t.endswith(".")])
            self.assertFalse([t for t in told if "clerk" in t])
            desk.sign_in("clerk")

    def test_without_a_keyring_the_sheet_is_offered(self):
        path = self.copy("no-keyring.rolltop")
        environment = {k: v for k, v in os.environ.items() if k not in ("ROLLTOP_DESK", "DISPLAY")}
        desk = Path(os.environ["ROLLTOP_SOURCE_DIR"]) / "build-aux" / "with-desk"
        done = subprocess.run([desk, "--no-keyring", "--", sys.executable, __file__, "--inside", path,
                               "No keyring answers"], env=environment, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)


class Keys(unittest.TestCase):
    """Its own store, for the keyring changes."""

    def test_a_lost_key_is_told_and_the_sheet_opens_the_store(self):
        path = DESK / "lost.rolltop"
        made = make_store(path, {})
        store_id = path.read_bytes()[:16].hex()
        attributes = ["application", "rolltop", "kind", "store-key"]
        subprocess.run(["secret-tool", "clear", *attributes], check=True)
        files = sorted(p.name for p in DESK.glob("*.rolltop"))
        before = path.read_bytes()
        with Seat(BUILD, "en", store=path) as desk:
            says(desk, "The key of this store is not in the keyring")
        self.assertEqual(path.read_bytes(), before)
        subprocess.run(["secret-tool", "store", "--label=other", *attributes, "store", store_id, "file", str(path)],
                       input=secrets.token_hex(32), text=True, check=True)
        with Seat(BUILD, "en", store=path) as desk:
            says(desk, "The key does not fit this store")
            self.assertEqual(path.read_bytes(), before)
            self.assertEqual(sorted(p.name for p in DESK.glob("*.rolltop")), files)
            desk.press_until("Tab", "the way out", lambda node: "Use the recovery sheet" in desk.words_of(node))
            desk.press("Return")
            desk.wait_focus("the entry for the sheet", lambda node: "Groups from the sheet" in (node.get_name() or ""))
            desk.quick("0000-1111")
            desk.press_until("Tab", "the button", lambda node: "Open the store" in desk.words_of(node))
            desk.press("space")
            desk.press_until("shift+Tab", "the entry for the sheet", lambda node: "Groups from the sheet" in (node.get_name() or ""))
            desk.press("ctrl+a")
            desk.quick(made["sheet"])
            desk.press_until("Tab", "the button", lambda node: "Open the store" in desk.words_of(node))
            desk.press("space")
            desk.sign_in("manager")
        with Seat(BUILD, "en", store=path) as desk:
            desk.sign_in("manager")

    def setting(self, verb, *words):
        return subprocess.run(["gsettings", verb, "org.rolltop.Rolltop", "last-keyring", *words],
                              env={**os.environ, "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"), **KEPT},
                              capture_output=True, text=True, check=True).stdout.strip()

    def test_the_former_keyring_is_named_when_another_one_answers(self):
        path = DESK / "moved.rolltop"
        make_store(path, {})
        with Seat(BUILD, "en", store=path, environment=KEPT) as desk:
            desk.find("Sign in")
            wait_for("the name of the keyring among the settings", lambda: self.setting("get") == "'GNOME Keyring'")
        subprocess.run(["secret-tool", "clear", "application", "rolltop", "kind", "store-key"], check=True)
        self.setting("set", "KWallet")
        with Seat(BUILD, "en", store=path, environment=KEPT) as desk:
            says(desk, "was kept in KWallet. Now GNOME Keyring keeps this desktop’s keys")
            desk.find("Use the recovery sheet")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(*sys.argv[2:])
    else:
        unittest.main(verbosity=2)
