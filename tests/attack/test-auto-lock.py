#!/usr/bin/python3
"""The real window locks by itself: test-auto-lock.py BUILD ROLLTOP_CTL, in a desktop of its own whose services are played
by desktop_mock.py."""

import os
import sys
import time
import unittest
from pathlib import Path

from desktop_mock import SESSION
from example import DEMO, Example
from mocked import Mock
from window import Window, wait_for

BUILD = sys.argv[1]
STORE = Path(os.environ["ROLLTOP_DESK"]) / "store.rolltop"
EXAMPLE = Example(STORE, sys.argv[2], None)
LIMIT = 5 * 60 * 1000  # what a store has that never set it
OTHER = "/org/freedesktop/login1/session/_8"
WARNING = "Nobody has been here for a while"


class AutoLock(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        EXAMPLE.make("--demo-language", "en", orders=4, tickets=2)

    def start(self):
        return Window(BUILD, STORE, DBUS_SYSTEM_BUS_ADDRESS=os.environ["DBUS_SESSION_BUS_ADDRESS"])

    def sign_in(self, window):
        window.sign_in_last(DEMO)
        window.find("Lock the desk (Ctrl+L)")

    def is_open(self, window):
        return any(text == "Lock the desk (Ctrl+L)" for text in window.texts())

    def check_locked(self, window, what):
        try:
            window.find("Sign in")
        except Exception:
            self.fail(f"{what} does not lock the desk")
        self.assertFalse(self.is_open(window), what)

    def check_quiet(self, window):
        self.assertEqual([line for line in window.said if "WARNING" in line or "CRITICAL" in line], [])

    def test_a_desktop_that_nobody_touches_locks_after_a_warning_that_any_input_takes_away(self):
        with Mock() as mock, self.start() as window:
            self.sign_in(window)
            wait_for("a watch", lambda: mock.tell("watches"))
            mock.tell("idle", LIMIT - 12000)
            window.wait_for_text(WARNING)
            mock.tell("idle", 0)
            wait_for("the warning to go", lambda: not any(WARNING in text for text in window.texts()))
            self.assertTrue(self.is_open(window))
            mock.tell("idle", LIMIT)
            self.check_locked(window, "idleness")
            self.assertFalse(any(WARNING in text for text in window.texts()))
            # Once locked nobody is asked any more; the next who signs in begins anew.
            mock.tell("idle", 0)
            self.assertEqual(mock.tell("watches"), 0)
            self.sign_in(window)
            wait_for("a watch", lambda: mock.tell("watches"))
            mock.tell("idle", LIMIT)
            self.check_locked(window, "idleness the second time")
            self.check_quiet(window)

    def test_the_desktop_s_own_lock_locks_the_desk(self):
        signals = [("saver", "gnome", "true"), ("saver", "freedesktop", "true"), ("lock", SESSION), ("hint", SESSION, "true")]
        nothing = [("saver", "gnome", "false"), ("saver", "freedesktop", "false"), ("hint", SESSION, "false"), ("lock", OTHER),
                   ("hint", OTHER, "true"), ("sleep", "false")]
        with Mock("--no-idle") as mock, self.start() as window:
            self.sign_in(window)
            self.wait_held(mock, 1)
            for words in nothing:
                mock.tell(*words)
            time.sleep(1)
            self.assertTrue(self.is_open(window))
            for words in signals:
                mock.tell(*words)
                self.check_locked(window, " ".join(words))
                self.sign_in(window)
            self.check_quiet(window)

    def wait_held(self, mock, count):
        wait_for(f"{count} inhibitors of sleep", lambda: mock.tell("held") == count)

    def test_the_computer_sleeps_once_the_desk_is_locked(self):
        with Mock("--no-idle") as mock, self.start() as window:
            window.find("Sign in")
            self.assertEqual(mock.tell("held"), 0)
            self.sign_in(window)
            self.wait_held(mock, 1)
            mock.tell("sleep", "true")
            self.check_locked(window, "falling asleep")
            self.wait_held(mock, 0)
            mock.tell("sleep", "false")
            self.assertEqual(mock.tell("held"), 0)
            self.sign_in(window)
            self.wait_held(mock, 1)
            window.press("ctrl+l")
            self.check_locked(window, "the key")
            self.wait_held(mock, 0)
            self.check_quiet(window)

    def test_without_any_service_nothing_fails_and_nothing_is_said(self):
        with Window(BUILD, STORE, DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nowhere") as window:
            self.sign_in(window)
            time.sleep(1)
            self.assertTrue(self.is_open(window))
            self.check_quiet(window)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
