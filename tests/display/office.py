"""Ways through the places of the office, for the tests that work them: where the keyboard is, as the program tells it, and
what stands on the screen, the window in front first."""

import os
import subprocess
import unittest

from deskdriver import (PATIENCE, StepFailed, has_state, is_mute_item, keyboard, names_around, same_name, texts_of, wait_for, walk,
                        walk_visible)
from deskdriver import Atspi
from scene import Seat
from table import BUILD

ROLE = Atspi.Role
# what a screen reader says as soon as it is there
SAID = {ROLE.ALERT, ROLE.NOTIFICATION}
PASSWORD = "rolltop example desk"


def ctl(store, *words, typed=PASSWORD + "\n"):
    """rolltop-ctl on the store; gives what it printed."""
    done = subprocess.run([BUILD / "src" / "ctl" / "rolltop-ctl", "--store", store, *words], input=typed, text=True,
                          capture_output=True, check=False, env={**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")})
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_example(store, *words):
    """The example store, small."""
    ctl(store, "demo", "--orders", "12", "--tickets", "4", "--seed", "3", "--demo-language", "en", *words, typed="")


def begins(called, name):
    """Whether the widget is called so, or so and more; a trailing … is part of a name."""
    return same_name(called, name) or called.startswith(name) or called.replace("_", "").startswith(name)


class Office(Seat):
    """The windows of the office as one person works them."""

    def sign_in(self, login, password=PASSWORD):
        super().sign_in(login, password)

    def lock(self):
        """A key that comes before a closing window has given the keyboard back is lost: then it is pressed once more."""

        def locked():
            self.press("ctrl+l")
            try:
                return self.find("Sign in", seconds=3)
            except StepFailed:
                return None

        wait_for("the locked desk", locked)

    def front(self):
        """Everything on the screen, the window in front first."""
        for window in reversed(self.windows()):
            yield from walk_visible(window)

    def see(self, *words, seconds=PATIENCE):
        """Waits until each of the words is on the screen, in one text or another."""
        missing = list(words)

        def look():
            for node in self.front():
                for text in texts_of(node):
                    missing[:] = [one for one in missing if one not in text]
                if not missing:
                    return True
            return False

        wait_for(f"“{missing[0]}”", look, seconds)

    def see_no(self, words):
        """Waits until the words are nowhere on the screen."""
        wait_for(f"a screen without “{words}”",
                 lambda: not any(words in text for node in self.front() for text in texts_of(node)))

    def at(self, name=None, role=None, most=PATIENCE):
        """Waits until the program has told that the keyboard is at a widget of this name (or beginning so) and role, and
        gives it."""

        def fits(node):
            if node is None or not has_state(node, Atspi.StateType.FOCUSED) or (role is not None and node.get_role() != role):
                return False
            said = names_around(node) + [text for below in walk_visible(node) for text in texts_of(below)]
            return name is None or any(begins(one, name) for one in said)

        def look():
            keyboard.listen()
            if fits(keyboard.at):
                return keyboard.at
            # the window in front, where what it said was not heard
            node = next((one for one in walk_visible(self.windows()[-1]) if has_state(one, Atspi.StateType.FOCUSED)), None)
            if fits(node):
                keyboard.at = node
                return node
            return None

        try:
            return wait_for("", look, most)
        except StepFailed as failed:
            here = names_around(keyboard.at)
            raise StepFailed(f"the keyboard is not at “{name or role}” but at {here}") from failed

    def press_button(self, words, key="Tab", with_key="Return"):
        """Goes to the button by Tab (or another key) and presses it."""
        self.go_to(words, key)
        self.press(with_key)

    def choose(self, item, most=12):
        """Goes down the open list to the item and takes it."""
        here = self.at(role=ROLE.LIST_ITEM)
        for _ in range(most):
            if any(begins(text, item) for below in walk(here) for text in texts_of(below)):
                self.press("Return")
                return
            keyboard.at = None
            self.press("Down")
            here = self.at(role=ROLE.LIST_ITEM)
        raise StepFailed(f"the list has no “{item}”")

    def shown_in_front(self, role):
        """The first widget of this role in the window in front, or None."""
        return next((node for node in walk_visible(self.windows()[-1]) if node.get_role() == role), None)

    def choose_in_menu(self, item):
        """Takes the item of the open menu, whose letter is marked by _."""
        here = self.at(role=ROLE.MENU_ITEM)
        if is_mute_item(here):
            self.press_mnemonic(item)
            return
        for _ in range(12):
            if any(begins(text, item.replace("_", "")) for text in self.words_of(here)):
                self.press("Return")
                return
            keyboard.at = None
            self.press("Down")
            here = self.at(role=ROLE.MENU_ITEM)
        raise StepFailed(f"the menu has no “{item}”")


class OfficeTest(unittest.TestCase):
    """Tests that work one program, one after the other, on an example store of their own."""
    STORE = None

    @classmethod
    def setUpClass(cls):
        make_example(cls.STORE)
        cls.desk = Office(BUILD, "en", store=cls.STORE).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()
