#!/usr/bin/python3
"""Signing in with a code through rolltop-ctl: setting up, file descriptors, recovery codes, locking out. test-codes.py PROGRAM"""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time

from ctlrun import OWNER, PROGRAM, Case, ctl, main, make

OWN = "own pass cherry 71"


def code(secret, away=0):
    """RFC 6238 with a secret as it is shown for typing, @away steps from now."""
    key = base64.b32decode(secret.replace(" ", ""))
    mac = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + away), hashlib.sha1)
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"


def enrol(store, user, password):
    """Sets codes up; the secret and the recovery codes."""
    command = [PROGRAM, "--language", "en", "--password-fd", "0", "--store", str(store), "--user", user, "enrol", "--codes", "-", "--yes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        program.stdin.write(password + "\n")
        program.stdin.flush()
        program.stdout.readline()
        secret = program.stdout.readline().strip()
        address = program.stdout.readline().strip()
        said, problem = program.communicate(code(secret) + "\n", timeout=240)
    assert program.returncode == 0, problem
    assert f"secret={secret.replace(' ', '')}&" in address and address.startswith("otpauth://totp/Shop:" + user), address
    return secret, re.findall(r"(?m)^  ([0-9A-Z]{5}-[0-9A-Z]{5})$", said)


def listing(store, user, password, typed=None):
    """staff list, with the code on the descriptor of the password."""
    words = ["--code-fd", "0"] if typed is not None else []
    return ctl(*words, "staff", "list", typed=f"{password}\n" + (f"{typed}\n" if typed is not None else ""), store=store, user=user)


class Codes(Case):
    def test_a_store_asks_everybody_unless_it_is_told_otherwise(self):
        store, _ = make("asks", "--code-roles", "all", trained=False)
        self.sentence(listing(store, "boss", OWNER), 4)
        secret, spare = enrol(store, "boss", OWNER)
        self.assertEqual(len(set(spare)), 10)
        self.sentence(listing(store, "boss", OWNER), 4)
        self.sentence(listing(store, "boss", OWNER, ""), 4)
        once = code(secret, 1)
        self.assertEqual(listing(store, "boss", OWNER, once).returncode, 0)
        self.sentence(listing(store, "boss", OWNER, once), 4)
        self.assertEqual(listing(store, "boss", OWNER, spare[0].lower()).returncode, 0)
        # a fourth wrong one would have to wait
        self.sentence(listing(store, "boss", OWNER, spare[0]), 4)
        self.assertEqual(listing(store, "boss", OWNER, spare[1]).returncode, 0)
        # who has codes has nothing to set up
        self.sentence(ctl("enrol", "--codes", "-", "--yes", typed=OWNER + "\n", store=store, user="boss"), 4)

    def test_a_store_can_ask_some_roles(self):
        store, _ = make("some", "--code-roles", "clerk, service")
        self.assertEqual(listing(store, "boss", OWNER).returncode, 0)
        self.sentence(ctl("enrol", "--codes", "-", "--yes", typed=OWNER + "\n", store=store, user="boss"), 4)
        first = "first pass maple 9"
        for words, typed in ((("staff", "add", "li.na", "--name", "Li Na", "--roles", "clerk"), f"{OWNER}\n{first}\n"),
                             (("staff", "list"), f"{OWNER}\n")):
            self.assertEqual(ctl(*words, typed=typed, store=store, user="boss").returncode, 0)
        done = ctl("password", typed=f"{first}\n{OWN}\n", store=store, user="li.na")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("enrol", done.stdout)
        secret, _ = enrol(store, "li.na", OWN)
        self.assertEqual(listing(store, "li.na", OWN, code(secret, 1)).returncode, 0)
        # taken away, she sets up new ones; nobody gets by with the password alone
        self.assertEqual(ctl("staff", "reset-code", "li.na", typed=OWNER + "\n", store=store, user="boss").returncode, 0)
        self.sentence(listing(store, "li.na", OWN), 4)
        again, _ = enrol(store, "li.na", OWN)
        self.assertNotEqual(again, secret)

    def test_roles_that_are_none_are_not_taken(self):
        from ctlrun import FOLDER
        from pathlib import Path
        path = Path(FOLDER.name) / "none"
        self.sentence(ctl("init", "--name", "S", "--person", "B", "--yes", "--sheet", "-", "--code-roles", "cook",
                          typed=OWNER + "\n", store=path, user="boss"), 7)
        self.assertFalse(path.exists())

    def test_the_secret_goes_into_no_pipe_unasked(self):
        store, _ = make("pipe", "--code-roles", "all", trained=False)
        self.sentence(ctl("enrol", typed=OWNER + "\n", store=store, user="boss"), 7)

    def test_a_wrong_first_code_stores_nothing(self):
        store, _ = make("wrong", "--code-roles", "all", trained=False)
        done = ctl("enrol", "--codes", "-", "--yes", typed=f"{OWNER}\n000000\n", store=store, user="boss")
        self.assertEqual(done.returncode, 7)
        self.sentence(listing(store, "boss", OWNER), 4)
        enrol(store, "boss", OWNER)

    def test_a_name_that_was_locked_is_unlocked_by_another(self):
        store, _ = make("locked")
        first = "first pass maple 9"
        self.assertEqual(ctl("staff", "add", "li.na", "--name", "Li Na", "--roles", "manager", typed=f"{OWNER}\n{first}\n",
                             store=store, user="boss").returncode, 0)
        for _ in range(3):
            self.sentence(listing(store, "li.na", "not the password"), 4)
        self.assertEqual(ctl("staff", "unlock", "li.na", typed=OWNER + "\n", store=store, user="boss").returncode, 0)
        for _ in range(3):
            self.sentence(listing(store, "li.na", "not the password"), 4)
        self.sentence(ctl("staff", "unlock", "nobody", typed=OWNER + "\n", store=store, user="boss"), 6)


main()
