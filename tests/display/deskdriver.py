"""Drives Rolltop's real windows by keyboard and reads them as a screen reader does.

Runs inside build-aux/with-desk. Nothing here moves a pointer: keys go through xdotool, what is on the screen is
read through AT-SPI, pictures are taken with ImageMagick's import.
"""

import os
import subprocess
import threading
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


class StepFailed(Exception):
    """What a person reads when a step does not come true: one line."""


def wait_for(what, look, seconds=20):
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


def is_called(node, name):
    """GTK 4.8 names a button with a mnemonic twice over: “_Save Save”."""
    called = node.get_name()
    return called == name or (called.startswith("_") and called.endswith(f" {name}"))


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
        self.program = None

    def __enter__(self):
        self.program = subprocess.Popen(self._command, env=self._environment, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, daemon=True).start()
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
            raise StepFailed(f"the program ended with status {self.program.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.program.pid:
                return [application.get_child_at_index(i) for i in range(application.get_child_count())]
        return []

    def texts(self):
        """Every text of every window, in order: what anybody who can read the screen can read."""
        return [words for window in self.windows() for node in walk(window) for words in texts_of(node)]

    def find(self, name, role=None, seconds=20):
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

    def wait_for_text(self, words, seconds=20):
        """Waits until some widget's text contains the words."""
        wait_for(f"the text “{words}”", lambda: any(words in text for text in self.texts()), seconds)

    @staticmethod
    def press(*keys):
        """Presses keys one after the other: press("Tab", "ctrl+l")."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "40", *keys], check=True)

    @staticmethod
    def type(words):
        """Types text, Chinese included."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "25", words], check=True)

    @staticmethod
    def maximise():
        """Makes the window as large as the display."""
        found = subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True, check=True).stdout.strip()
        size = subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True, text=True, check=True).stdout.split()
        subprocess.run(["xdotool", "windowmove", found, "0", "0", "windowsize", found, *size], check=True)

    @staticmethod
    def picture(path):
        """A picture of the whole display, once it has come to rest."""
        time.sleep(0.6)
        subprocess.run(["import", "-window", "root", str(path)], check=True)
