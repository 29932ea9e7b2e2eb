#!/usr/bin/python3
"""What a program of a thief's own opens: with the key of the store alone nothing, with the administrator's password as
well nothing, with a service password only the classes of that role, and after that person left nothing with what they
kept. test-thief.py ROLLTOP_CTL FILL_STORE, beside a keyring of its own."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from example import DEMO, MANAGER, Example
from thief import Thief

FOLDER = tempfile.TemporaryDirectory()
STORE = Path(FOLDER.name) / "store.rolltop"
EXAMPLE = Example(STORE, *sys.argv[1:3])
THIEF = Path(__file__).with_name("thief.py")

ALL = {"contact", "address", "access", "home", "service"}
SERVICE = {"contact", "address", "access", "home", "service"}  # product.md §4: own work, or clear
DISPATCHER = {"contact", "address", "access", "service"}
CLERK = {"contact", "address", "home", "service"}  # the last masked: they may ask for it, and so hold its key
OFFICER = {"contact", "address"}  # masked likewise


def store_key():
    words = ["application", "rolltop", "kind", "store-key", "store", STORE.read_bytes()[:16].hex()]
    return subprocess.run(["secret-tool", "lookup", *words], capture_output=True, text=True, check=True).stdout


def steal(login=None, password=DEMO, path=STORE):
    done = subprocess.run([sys.executable, str(THIEF), str(path)] + ([login] if login else []),
                          input=f"{KEY}\n{password}\n", capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class WhatOpens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        global KEY
        EXAMPLE.make(orders=14, tickets=8)
        EXAMPLE.fill()
        KEY = store_key()

    def test_1_the_thief_is_good_at_it(self):
        """With the manager's password it opens every value there is: what it does not open is locked, not overlooked."""
        found = steal(MANAGER)
        self.assertTrue(found["password"])
        self.assertEqual(set(found["opened"]), ALL)
        self.assertEqual(sum(found["opened"].values()), found["values"])
        self.assertGreater(found["values"], 40)

    def test_2_the_store_key_alone_opens_nothing(self):
        self.assertEqual(steal()["opened"], {})

    def test_3_the_administrators_password_opens_nothing_more(self):
        found = steal("sun.lei")
        self.assertTrue(found["password"])
        self.assertEqual((found["opened"], found["keys"]), ({}, []))

    def test_4_a_wrong_password_opens_nothing(self):
        found = steal(MANAGER, "rolltop example desk ")
        self.assertFalse(found["password"])
        self.assertEqual(found["opened"], {})

    def test_5_passwords_open_the_classes_of_their_role_and_no_other(self):
        for login, classes in (("lin.mei", SERVICE), ("chen.jie", DISPATCHER), ("wang.fang", CLERK), ("liu.yang", OFFICER)):
            found = steal(login)
            self.assertEqual(set(found["opened"]), classes, login)
            self.assertEqual("audit" in found["keys"], classes is OFFICER, login)  # who verifies the log

    def test_6_what_a_leaver_kept_opens_nothing_from_then_on(self):
        kept = {tuple(map(int, one.split("."))): bytes.fromhex(raw) for one, raw in steal("lin.mei")["kept"].items()}
        before = Path(FOLDER.name) / "before.rolltop"
        shutil.copy(STORE, before)
        for words in (("staff", "disable", "lin.mei"), ("keys", "rotate")):
            done = EXAMPLE.ctl(*words, typed=DEMO + "\n", user=MANAGER)
            self.assertEqual(done.returncode, 0, done.stderr)
        with tempfile.TemporaryDirectory() as folder:
            former = Thief(before, bytes.fromhex(KEY), folder)
            self.assertEqual(set(former.classes_by(kept)), SERVICE)
            former.db.close()
        with tempfile.TemporaryDirectory() as folder:
            now = Thief(STORE, bytes.fromhex(KEY), folder)
            self.assertEqual(now.classes_by(kept), {})
            now.db.close()
        self.assertEqual(steal("lin.mei")["opened"], {})
        self.assertEqual(sum(steal(MANAGER)["opened"].values()), steal(MANAGER)["values"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
