#!/usr/bin/python3
"""Setting up a sign-in code in the window and signing in with it, with a recovery code, and choosing another password.
Runs inside build-aux/with-desk."""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import time
import unittest

from deskdriver import Atspi, wait_for
from scene import Seat
from table import BUILD, DESK

STORE = DESK / "codes.rolltop"
OWNER, OTHER = "oak tree walnut 5", "plum teapot harbour"
SECRET = re.compile(r"^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$")
SPARE = re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$")


def make_store():
    done = subprocess.run([str(BUILD / "src" / "ctl" / "rolltop-ctl"), "--store", str(STORE), "--user", "boss", "--password-fd", "0", "init",
                           "--name", "Shop", "--person", "Bo Linden", "--yes", "--sheet", "-"],
                          input=OWNER + "\n", capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr


class Authenticator:
    """What a telephone does with the secret. It never shows a code of a step that was used before."""

    def __init__(self, secret):
        self.key, self.last = base64.b32decode(secret.replace(" ", "")), 0

    def next_code(self):
        """The next code that has not been used: of now, or at most one step ahead, which is taken as well."""
        step = wait_for("a step that is not used", self._fresh_step, 45)
        self.last = step
        mac = hmac.digest(self.key, struct.pack(">Q", step), hashlib.sha1)
        at = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"

    def _fresh_step(self):
        now = int(time.time()) // 30
        return max(now, self.last + 1) if self.last <= now else None


class Codes(unittest.TestCase):
    def setUp(self):
        make_store()
        self.desk = Seat(BUILD, "en", store=STORE).__enter__()

    def tearDown(self):
        self.desk.__exit__()

    def type_password(self, password):
        self.desk.find("Sign in")
        wait_for("the names", self.desk._names_are_there)
        self.desk.quick(password)
        self.desk.press("Return")

    def matches(self, pattern):
        return [text for text in self.desk.texts_now() if pattern.match(text)]

    def make_new_codes(self, phone, former):
        """From the menu with one's name: password and code once more, then ten others, shown once."""
        desk = self.desk
        desk.press("F10")
        desk.wait_focus("the menu", lambda node: node.get_role() == Atspi.Role.MENU_ITEM)
        desk.take_item("_New recovery codes…")
        desk.wait_window("New recovery codes")
        desk.quick(OWNER)
        desk.press("Tab")
        desk.quick("000000")
        desk.press("Return")
        desk.wait_for_text("The password or the code is not right.")
        desk.quick(OWNER)
        desk.press("Tab")
        desk.quick(phone.next_code())
        desk.press("Return")
        desk.wait_window("Your new recovery codes")
        fresh = wait_for("ten recovery codes", lambda: self.matches(SPARE) if len(set(self.matches(SPARE))) == 10 else None)
        self.assertFalse(set(fresh) & set(former))
        desk.press("ctrl+Return")
        desk.wait_windows(1)
        desk.wait_for_text("The former recovery codes do not work any more.")
        self.assertFalse(self.matches(SPARE))

    def test_a_person_sets_up_a_code_and_signs_in_with_it(self):
        desk = self.desk
        # nothing is typed for a code that is not there yet
        self.type_password(OWNER)
        desk.press("Return")
        desk.wait_for_text("Set up your sign-in code")
        secret = wait_for("the secret", lambda: self.matches(SECRET))[0]
        phone = Authenticator(secret)
        # six digits that are wrong are told, and nobody is in
        desk.quick("000000")
        desk.wait_for_text("This is not the code of this moment.")
        self.assertFalse(desk.is_there("Bo Linden · "))
        desk.quick(phone.next_code())
        desk.wait_for_text("Your recovery codes")
        spare = wait_for("ten recovery codes", lambda: self.matches(SPARE) if len(set(self.matches(SPARE))) == 10 else None)
        # the way in opens with the tick
        desk.press("space")
        desk.press("Tab", "Return")
        desk.wait_for_text("Bo Linden · ")
        self.assertFalse(self.matches(SPARE) + self.matches(SECRET))
        desk.lock()
        # Enter goes on to the code, and the last digit signs in
        self.type_password(OWNER)
        desk.quick(phone.next_code())
        desk.wait_for_text("Bo Linden · ", 60)
        desk.lock()
        # without the code: one sentence
        self.type_password(OWNER)
        desk.press("Return")
        desk.wait_for_text("The name, the password or the code is not right.")
        desk.quick(OWNER)
        desk.press("Return")
        desk.quick(spare[0])
        desk.press("Return")
        desk.wait_for_text("You signed in with a recovery code; 9 are left.")
        self.make_new_codes(phone, spare)
        self.assertEqual(desk.warnings, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
