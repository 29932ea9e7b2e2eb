#!/usr/bin/python3
"""What the window lets go of: test-window.py BUILD ROLLTOP_CTL FILL_STORE, in a desktop of its own."""

import os
import re
import sys
import time
import unittest
from pathlib import Path

import traces
from example import DEMO, OWN, Example
from window import Window, on_bus, wait_for

BUILD = sys.argv[1]
STORE = Path(os.environ["XDG_DATA_HOME"]) / "store.rolltop"
EXAMPLE = Example(STORE, *sys.argv[2:4])
NAME = ["--dest", "org.rolltop.Rolltop"]
PHONE = OWN[0]["phone"]
FIND_INSPECTOR = "[org/gtk/gtk4/settings/debug]\nenable-inspector-keybinding=true\ninspector-warning=false\n"


class LetsGo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        EXAMPLE.make("--demo-language", "en", orders=8, tickets=4)
        cls.wanted = EXAMPLE.wanted(EXAMPLE.fill())
        cls.wanted.secret("password", DEMO.encode())
        settings = Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(FIND_INSPECTOR)

    def shows(self, window, words):
        """Whether some widget holds these words, blanks aside."""
        return any(words.replace(" ", "") in text.replace(" ", "") for text in window.texts())

    def look_at_everything(self, window):
        """Orders, tickets and customers, each with its first record open, a search, and a form with a number in it."""
        titles = set(window.titles())
        for page in ("alt+1", "alt+2", "alt+3"):
            window.press(page, "Down", "Down")
            wait_for("the second of the two people", lambda: self.shows(window, OWN[1]["name"]))
            titles |= set(window.titles())
        window.press("alt+1", "ctrl+n")
        window.type(PHONE.replace("+86 ", ""))
        wait_for("the number that was typed", lambda: self.shows(window, PHONE.replace("+86 ", "")))
        return titles | set(window.titles())

    def test_what_was_on_the_screen_stands_in_no_file_no_title_and_no_message(self):
        with Window(BUILD, STORE, G_MESSAGES_DEBUG="all") as window:
            window.sign_in_last(DEMO)
            titles = self.look_at_everything(window)
            window.press("ctrl+l")
            window.find("Sign in")
            window.press("ctrl+q")
            window.program.wait(20)
        self.assertEqual(self.wanted.found_in("\n".join(titles).encode()), [])
        self.assertGreater(len(window.said), 5)
        self.assertEqual(self.wanted.found_in("".join(window.said).encode()), [])
        names = set()
        for path, raw in traces.files_below(os.environ["ROLLTOP_DESK"]):
            names.add(path.name)
            self.assertEqual(self.wanted.found_in(raw), [], path.name)
        self.assertIn("keyfile", names)
        self.assertNotIn("recently-used.xbel", names)

    def test_after_locking_no_widget_holds_a_value_and_no_action_of_the_bus_brings_one_back(self):
        with Window(BUILD, STORE) as window:
            window.sign_in_last(DEMO)
            self.look_at_everything(window)
            window.press("ctrl+l")
            window.find("Sign in")
            self.assertEqual(self.wanted.found_in("\n".join(window.texts()).encode()), [])
            self.assertFalse(self.shows(window, PHONE.replace("+86 ", "")))
            for path in ("/org/rolltop/Rolltop", "/org/rolltop/Rolltop/window/1"):
                self.activate_all(path)
            window.find("Sign in")
            self.assertEqual(self.wanted.found_in("\n".join(window.texts()).encode()), [])

    def activate_all(self, path):
        """Every action that is exported, but for quitting: with a text, a number and nothing."""
        words = ["call", "--session", *NAME, "--object-path", path, "--method", "org.gtk.Actions."]
        listed = on_bus(*words[:-1], words[-1] + "List").stdout
        actions = re.findall(r"'([^']+)'", listed)
        if path.endswith("Rolltop"):
            self.assertIn("lock", actions)
        for action in actions:
            for value in ("[]", "[<'en'>]", "[<'SO-10001'>]", "[<int64 1>]"):
                if action not in ("quit", "close"):
                    on_bus(*words[:-1], words[-1] + "Activate", action, value, "{}")

    def test_the_toolkit_s_inspector_does_not_open(self):
        """Neither by its keys, which the desktop has switched on, in any window, nor by the environment."""
        with Window(BUILD, STORE, GTK_DEBUG="interactive") as window:
            window.find("Sign in")
            for keys in ((), ("ctrl+shift+i", "ctrl+shift+d")):
                if keys:
                    window.press(*keys)
                time.sleep(1)
                self.assertEqual(window.connections(), 1, keys)
            words = ["call", "--session", *NAME, "--object-path", "/org/rolltop/Rolltop", "--method", "org.gtk.Actions.Activate"]
            on_bus(*words, "about", "[]", "{}")
            wait_for("a second window", lambda: len(window.windows()) > 1)
            time.sleep(1)
            window.press("ctrl+shift+i", "ctrl+shift+d")
            time.sleep(1)
            self.assertEqual(window.connections(), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
