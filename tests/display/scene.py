"""The ways of a keyboard through the windows, for the tests that work them."""

import re
import sys

from deskdriver import PATIENCE, Atspi, Desk, GLib, StepFailed, has_state, is_mute_item, texts_of, wait_for, walk
from table import NAMES, PASSWORD


class Seat(Desk):
    """The windows as one person works them."""

    _box = None

    def focused(self):
        for window in self.windows():
            for node in walk(window):
                if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                    return node
        return None

    def role_of_focus(self):
        node = self.focused()
        return node.get_role() if node is not None else None

    def wait_focus(self, what, look):
        def seen():
            node = self.focused()
            return node if node is not None and look(node) else None

        return wait_for(what, seen)

    def texts_now(self):
        """The same as texts(), read only as far as somebody asks."""
        for window in self.windows():
            for node in walk(window):
                yield from texts_of(node)

    def is_there(self, words):
        return any(words in text for text in self.texts_now())

    def wait_for_text(self, words, seconds=PATIENCE):
        wait_for(f"the text “{words}”", lambda: self.is_there(words), seconds)

    def pasted(self):
        """What the clipboard holds, as the search entry takes it before an x that is typed behind."""
        entry = self.search_entry()
        self.press("ctrl+v", "x")
        text = wait_for("what is pasted", lambda: (text := self.text_of(entry)) and "x" in text and text)
        self.press("Escape")
        return text[:-1]

    def titles(self):
        return [window.get_name() for window in self.windows()]

    def wait_window(self, title):
        return wait_for(f"the window “{title}”", lambda: next((w for w in self.windows() if w.get_name() == title), None))

    def wait_windows(self, count):
        wait_for(f"{count} windows", lambda: len(self.windows()) == count)

    def press_until(self, key, what, look):
        """Presses the key until the widget with the focus is the one. libadwaita 1.2 does not say that its entry rows
        have the focus: then nothing has it."""

        def there():
            node = self.focused()
            if node is not None and look(node):
                return node
            self.press(key)
            return None

        return wait_for(what, there)

    def choose_name(self, name):
        """On the sign-in page: the name in the list, then the password entry."""
        here = self._open_names()
        while name not in self.words_of(here):
            key = "Up" if name < self.words_of(here)[0] else "Down"
            self.press(key)
            here = self.wait_focus("the next name", lambda node, last=here: node != last)
        self._take_name()

    def choose_last_name(self):
        """The same with the last name of the list."""
        self._open_names()
        self.press("End")
        self._take_name()

    def _open_names(self):
        wait_for("the names", self._names_are_there)
        self.press_until("shift+Tab", "the list of names", lambda node: node.get_role() == Atspi.Role.COMBO_BOX)
        self.press("space")
        return self.wait_focus("the open list of names", lambda node: node.get_role() == Atspi.Role.LIST_ITEM)

    def _take_name(self):
        self.press("Return")
        self.wait_focus("the list of names", lambda node: node.get_role() == Atspi.Role.COMBO_BOX)
        self.press("Tab")
        wait_for("the password entry", self._types_a_password)

    def _types_a_password(self):
        """libadwaita before 1.4 does not say that a row for a password has the focus: then nothing has it."""
        node = self.focused()
        return node is None or node.get_role() in (Atspi.Role.PASSWORD_TEXT, Atspi.Role.TEXT, Atspi.Role.ENTRY)

    @staticmethod
    def words_of(node):
        return [words for below in walk(node) for words in texts_of(below)]

    def _names_are_there(self):
        for window in self.windows():
            for node in walk(window):
                if node.get_role() == Atspi.Role.COMBO_BOX:
                    return any(below.get_role() == Atspi.Role.LIST_ITEM and self.words_of(below) for below in walk(node))
        return False

    def sign_in(self, login, password=PASSWORD):
        name = NAMES.get(login, login)
        self.find("Sign in")
        self.choose_name(name)
        self.quick(password)
        self.press("Return")
        self.wait_for_text(f"{name} · ")

    def lock(self):
        self.press("ctrl+l")
        self.find("Sign in")

    def _search_box(self):
        """What holds the search entry and what drops down below it."""
        if self._box is not None:
            try:
                if is_search(self._box.get_child_at_index(0)):
                    return self._box
            except GLib.Error:
                pass
        entry = next((n for w in self.windows() for n in walk(w) if is_search(n)), None)
        self._box = entry.get_parent() if entry is not None else None
        return self._box

    def search_entry(self):
        """A popover that is just closing takes the key with it: then it is pressed once more, as a person would."""
        entry = wait_for("the search box", self._search_box).get_child_at_index(0)

        def has_focus():
            return entry.get_state_set().contains(Atspi.StateType.FOCUSED)

        for _ in range(4):
            self.press("ctrl+k")
            try:
                return wait_for("the focus in the search entry", lambda: entry if has_focus() else None, 5)
            except StepFailed:
                pass
        return wait_for("the focus in the search entry", lambda: entry if has_focus() else None)

    @staticmethod
    def text_of(entry):
        return Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))

    def press_for_window(self, key):
        """Presses the key until one more window is there: it does nothing before the record has come."""
        count = len(self.windows())

        def more():
            if len(self.windows()) > count:
                return True
            self.press(key)
            return False

        wait_for("one more window", more)

    def choose_from_menu(self, item):
        """Opens the menu of the button that has the focus and takes the item that begins so, its letter marked by _."""
        self.press("space")
        self.wait_focus("the open menu", lambda node: node.get_role() == Atspi.Role.MENU_ITEM)
        self.take_item(item)

    def take_item(self, item):
        """Takes the item of the open menu that begins so, its letter marked by _."""
        if is_mute_item(self.focused()):
            self.press_mnemonic(item)
            return
        name = item.replace("_", "")
        self.press_until("Down", f"“{name}”", lambda node: any(name in words for words in self.words_of(node)))
        self.press("Return")

    def search(self, words):
        """Puts the words into the search entry at once and waits for the answer; gives the texts of what dropped down."""
        entry = self.search_entry()
        Atspi.EditableText.set_text_contents(entry, "")
        wait_for("the closed answer", lambda: self._answer() is None)
        Atspi.EditableText.set_text_contents(entry, words)
        return wait_for("the answer to a search", self._answer)

    def _answer(self):
        """What dropped down below the search entry; None while nothing has."""
        box = self._search_box()
        if box is None or box.get_child_count() < 2:
            return None
        return self.words_of(box.get_child_at_index(1))

    def open_record(self, number, marker):
        """Goes to a record by its number, and waits until its detail shows the marker."""
        self.search(number)
        wait_for(f"{number} among what was found", lambda: any(number in text for text in self._answer() or []))
        self.press("Return")
        self.wait_for_text(marker)


def is_search(node):
    """Whether this is the search entry of a window that is on the screen."""
    return (node is not None and node.get_role() == Atspi.Role.ENTRY and node.get_name() == "Search"
            and has_state(node, Atspi.StateType.VISIBLE))


def has_name(node):
    """GTK 4.8 calls a widget without a name by its type."""
    name = node.get_name()
    return bool(name) and not re.fullmatch(r"(Gtk|Adw|Rt)[A-Z][A-Za-z]+", name)


def say(words):
    print(words, file=sys.stderr, flush=True)
