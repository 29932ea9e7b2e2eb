"""Drives Rolltop's real windows by keyboard and reads them as a screen reader does.

Runs inside build-aux/with-desk. Nothing here moves a pointer: keys go through xdotool, what is on the screen is
read through AT-SPI, pictures are taken with ImageMagick's import.
"""

import os
import re
import subprocess
import threading
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


# GTK 4.18 tells of a state that the AT-SPI library of the same Debian does not know, and the library complains each time.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)

ITEM_ROLES = (Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM, Atspi.Role.RADIO_MENU_ITEM, Atspi.Role.LIST_ITEM)
TEXT_ROLES = (Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT)

LONG_LIST, MOST_ROWS = 30, 8
# seconds that a step may take on a busy machine
PATIENCE = 60


class StepFailed(Exception):
    """What a person reads when a step does not come true: one line."""


def wait_for(what, look, seconds=PATIENCE):
    """Asks look() until it gives something true and returns that; StepFailed otherwise."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            found = look()
        except GLib.Error:
            found = None  # the widget went away while it was read
        if found:
            return found
        time.sleep(0.1)
    raise StepFailed(f"{what} did not appear in {seconds} seconds")


def walk(node):
    """The node and everything below it that is still there."""
    if node is None:
        return
    yield node
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        yield from walk(child)


def walk_visible(node):
    """The node and everything below it that is on the screen: what is inside something hidden is left out."""
    try:
        # GTK 4.8 does not set SHOWING on widgets that are on the screen
        if node is None or not node.get_state_set().contains(Atspi.StateType.VISIBLE):
            return
        count = node.get_child_count()
    except GLib.Error:
        return
    yield node
    # a list of a hundred rows has them all in the tree: the first ones speak for all
    for index in range(count if count < LONG_LIST else MOST_ROWS):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        yield from walk_visible(child)


def takes_text(node):
    """Whether a person can type into the widget."""
    try:
        return node is not None and node.get_role() in TEXT_ROLES and has_state(node, Atspi.StateType.FOCUSABLE)
    except GLib.Error:
        return False


def held_by(node):
    """The text that an entry holds; None for anything else."""
    if not takes_text(node) or not node.get_text_iface():
        return None
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def is_written(words, held):
    """Whether the entry holds the words; GTK 4.18 gives the dots of a password."""
    return held == words or (held is not None and len(held) == len(words) and set(held) in ({"•"}, {"●"}))


def names_around(node):
    """What a widget is called; what is around one without a name, as the inner parts of a choice; and its tooltip, which
    is all that GTK 4.8 tells of a button with nothing but a picture."""
    names, tooltip = [], [node.get_description() or ""] if node is not None else []
    for _ in range(5):
        if node is None:
            break
        try:
            names.append(node.get_name() or "")
            node = node.get_parent()
        except GLib.Error:
            break
        if names[-1] and not names[-1].startswith("Gtk"):
            break
    return names + tooltip


def has_state(node, state):
    """Whether the widget has the state; False when it went away."""
    try:
        return node.get_state_set().contains(state)
    except GLib.Error:
        return False


def is_drawn(node, window):
    """Whether the widget is on the screen or would be when scrolled to. GTK 4.8 does not say that something is showing, but
    what is not does not contain its own middle; GTK 4.18 says it, and counts its places otherwise."""
    place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    if has_state(window.get_child_at_index(0), Atspi.StateType.SHOWING):
        return has_state(node, Atspi.StateType.SHOWING) and place.width > 0 and place.height > 0
    middle = place.x + place.width // 2, place.y + place.height // 2
    return Atspi.Component.contains(node, *middle, Atspi.CoordType.WINDOW)


def texts_of(node):
    """All words one widget gives away: name, description, text, value."""
    readers = (
        node.get_name,
        node.get_description,
        lambda: Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)) if node.get_text_iface() else "",
        lambda: str(Atspi.Value.get_current_value(node)) if node.get_value_iface() else "",
    )
    for read in readers:
        try:
            words = read()
        except GLib.Error:
            continue
        if words:
            yield words


def same_name(called, name):
    """GTK 4.8 names a button with a mnemonic twice over, “_Save Save”, and a tick with the mark of it, “Ma_de”."""
    return called in (name, f"{name} {name}") or (
        "_" in called and (called.replace("_", "") == name or called.endswith(f" {name}"))
    )


def is_called(node, name):
    """Whether the widget has this name."""
    return same_name(node.get_name(), name)


def is_item(node):
    """Whether this is an item of a menu or of a list."""
    try:
        return node is not None and node.get_role() in ITEM_ROLES
    except GLib.Error:
        return False


def is_mute_item(node):
    """Whether this is an item of an open menu that does not say what it is called, as in GTK 4.18."""
    try:
        return node is not None and node.get_role() == Atspi.Role.MENU_ITEM and not node.get_name()
    except GLib.Error:
        return False


class Keyboard:
    """Which widget has the keyboard, as the program tells it; None while that is an entry that GTK 4.8 keeps quiet
    about (the ones in a row of a list)."""

    def __init__(self):
        self.at = None
        self._listener = Atspi.EventListener.new(self._on_focused)
        self._listener.register("object:state-changed:focused")

    def _on_focused(self, event):
        if event.detail1:
            self.at = event.source
        elif self.at == event.source:
            self.at = None

    @staticmethod
    def listen(seconds=0.12):
        """Hears what the program has told meanwhile."""
        context, until = GLib.MainContext.default(), time.monotonic() + seconds
        while time.monotonic() < until:
            if not context.iteration(False):
                time.sleep(0.005)


keyboard = Keyboard()


class Desk:
    """One run of the program. Use as a context manager: leaving it ends the program."""

    def __init__(self, build, language="en", store=None, environment=None):
        self.warnings = []
        self._environment = {
            **os.environ,
            "LANGUAGE": language,
            "GSETTINGS_SCHEMA_DIR": str(Path(build) / "data"),
            "ROLLTOP_LOCALEDIR": str(Path(build) / "po"),
            **(environment or {}),
        }
        self._command = [str(Path(build) / "src" / "ui" / "rolltop")] + ([str(store)] if store else [])
        self.program = self._listener = None

    def __enter__(self):
        self.program = subprocess.Popen(self._command, env=self._environment, stderr=subprocess.PIPE, text=True)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        wait_for("the window of Rolltop", self.windows)
        return self

    def __exit__(self, *_):
        self.program.terminate()
        try:
            self.program.wait(10)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()

    def _listen(self):
        for line in self.program.stderr:
            if "-WARNING" in line or "-CRITICAL" in line or "-ERROR" in line:
                self.warnings.append(line.strip())

    def windows(self):
        """The program's windows, as accessible objects."""
        if self.program.poll() is not None:
            self._listener.join(5)
            raise StepFailed(f"the program ended with status {self.program.returncode}: {self.warnings[-1:]}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.program.pid:
                return [application.get_child_at_index(i) for i in range(application.get_child_count())]
        return []

    def texts(self):
        """Every text of every window, in order: what anybody who can read the screen can read."""
        return [words for window in self.windows() for node in walk(window) for words in texts_of(node)]

    def find(self, name, role=None, seconds=PATIENCE):
        """The first visible widget with exactly this name (and role, such as Atspi.Role.PUSH_BUTTON)."""

        def look():
            for window in self.windows():
                for node in walk(window):
                    if not is_called(node, name) or (role is not None and node.get_role() != role):
                        continue
                    # GTK 4.8 does not set SHOWING on widgets that are on the screen
                    if node.get_state_set().contains(Atspi.StateType.VISIBLE):
                        return node
            return None

        return wait_for(f"“{name}”", look, seconds)

    def visible(self):
        """Everything on the screen, window by window."""
        for window in self.windows():
            yield from walk_visible(window)

    def drawn_with(self, words):
        """Yields the words one after the other as they are found in what is drawn: the other pages of a stack are not."""
        for window in self.windows():
            for node in walk_visible(window):
                for one in [one for one in words if any(one in text for text in texts_of(node))]:
                    if is_drawn(node, window):
                        yield one

    def visible_texts(self):
        """Every text on the screen, one after the other as they are read."""
        return (words for node in self.visible() for words in texts_of(node))

    def tab(self, key="Tab"):
        """Presses Tab (or another key that moves the keyboard) and gives the names of where it is now."""
        before, keyboard.at = keyboard.at, None
        self.press(key)
        keyboard.listen()
        if keyboard.at is None:
            keyboard.at = self._entry_beside(before, backward=key.startswith("shift"))
        return names_around(keyboard.at)

    def _entry_beside(self, before, backward):
        """The next entry in the order of the tree after (or before) the widget that had the keyboard."""
        nodes = list(self.visible())
        if backward:
            nodes.reverse()
        start = nodes.index(before) + 1 if before in nodes else 0
        return next((node for node in nodes[start:] if takes_text(node)), None)

    def go_to(self, name, key="Tab", most=80):
        """Presses Tab until the widget with this name has the keyboard; of several names one is enough: what a choice
        with a label is called differs between the versions of the toolkit."""
        wanted = (name,) if isinstance(name, str) else name
        keyboard.listen()
        seen, names = [], names_around(keyboard.at)
        for _ in range(most):
            if any(same_name(one, other) for one in names for other in wanted):
                return
            seen.append(next((one for one in names if one), "?")[:30])
            names = self.tab(key)
        raise StepFailed(f"{key} does not lead to “{name}”; it leads to {', '.join(dict.fromkeys(seen))}")

    def at_entry(self, name):
        """Says that the entry with this name has the keyboard now, where the window put it there by itself."""
        keyboard.listen()
        keyboard.at = self.find(name)

    def fill(self, name, words, here=False):
        """Goes to the entry by Tab (unless the keyboard is there), replaces what it holds, and sees that it came."""
        if here:
            self.at_entry(name)
        else:
            self.go_to(name)
        self.write(words, name)

    def write(self, words, name=None):
        """Replaces what the entry with the keyboard holds, and sees that it came; a spare key may have come too late."""
        for last in (False, False, True):
            self.press("ctrl+a")
            self.type(words)
            try:
                wait_for(f"“{words}” in the entry", lambda: is_written(words, held_by(keyboard.at) or self.value(name)), 5)
                return
            except StepFailed:
                if last:
                    raise

    def value(self, name):
        """What the visible entry with this name holds."""
        return next((held_by(node) for node in self.visible() if takes_text(node) and is_called(node, name)), None)

    def wait_for_text(self, words, seconds=PATIENCE):
        """Waits until some widget's text contains the words."""
        wait_for(f"the text “{words}”", lambda: any(words in text for text in self.texts()), seconds)

    @staticmethod
    def press(*keys):
        """Presses keys one after the other: press("Tab", "ctrl+l")."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "40", *keys], check=True)

    def press_mnemonic(self, words):
        """Takes the item of the open menu by the letter that is marked in its words."""
        self.press(re.search(r"_(\w)", words).group(1).lower())

    def settle(self):
        """What was pressed before is done: the window with the keys is the program's, and a page that came up has had the
        turn in which it takes the keyboard."""

        def has_keys():
            ask = ["xdotool", "getactivewindow", "getwindowpid"]
            return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip() == str(self.program.pid)

        wait_for("the window with the keys", has_keys)
        self.windows()
        time.sleep(0.1)
        self.windows()

    def type(self, words):
        """Types text, Chinese included: what no key has is put on a spare one, and the program needs time to learn it."""
        self._type(words, "25" if words.isascii() else "150")

    def quick(self, words):
        """Types text for which no entry asks anybody."""
        self._type(words, "4")

    def _type(self, words, delay):
        self.settle()
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", delay, words], check=True)

    def take_file(self, path, is_open):
        """Types a file's path into the dialogue that asks for it, and waits until it is gone; @is_open tells. GTK 4.18 may
        leave behind the path what it took for its end."""
        time.sleep(1.2)
        self.type(str(path))
        time.sleep(0.7)
        self.press("shift+End", "Delete", "Return")
        wait_for("the end of the dialogue for a file", lambda: not is_open())

    @staticmethod
    def maximise():
        """Makes the window as large as the display, and puts the pointer where it points at nothing. A window that is
        shown has the keys a moment later, when the window manager has given them to it."""
        ask = ["xdotool", "getactivewindow"]
        found = wait_for("the window with the keys",
                         lambda: subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip())
        size = subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True, text=True, check=True).stdout.split()
        subprocess.run(["xdotool", "windowmove", found, "0", "0", "windowsize", found, *size], check=True)
        subprocess.run(["xdotool", "mousemove", *size], check=True)

    @staticmethod
    def picture(path):
        """A picture of the whole display, once it has come to rest."""
        time.sleep(0.6)
        subprocess.run(["import", "-window", "root", str(path)], check=True)
