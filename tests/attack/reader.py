"""A program on the accessibility bus that asks Rolltop about its widgets without pause, as no screen reader is slow enough
not to do now and then: reader.py PID walks the tree until it is ended. Also what a test asks by itself."""

import sys
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, PROPERTIES = "org.a11y.atspi.Accessible", "org.freedesktop.DBus.Properties"
QUESTIONS = ("GetState", "GetRole", "GetRelationSet", "GetInterfaces", "GetIndexInParent", "GetAttributes", "GetApplication",
             "GetChildren")
MOST_DEEP = 40


def accessibility_bus():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


class Gone(Exception):
    """The program ended while it was asked."""


class Reader:
    def __init__(self, pid):
        self.bus = accessibility_bus()
        self.name = self._find(pid)

    def _call(self, name, path, interface, method, words=None):
        try:
            return self.bus.call_sync(name, path, interface, method, words, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()[0]
        except GLib.Error as error:
            if Gio.DBusError.get_remote_error(error) in ("org.freedesktop.DBus.Error.NoReply",
                                                         "org.freedesktop.DBus.Error.ServiceUnknown"):
                raise Gone from error
            return None  # the widget is not there any more

    def _pid_of(self, name):
        return self._call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))

    def _find(self, pid):
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for name, _ in self._call("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren") or []:
                if self._pid_of(name) == pid:
                    return name
            time.sleep(0.1)
        raise Gone

    def count(self, path=ROOT):
        return self._call(self.name, path, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "ChildCount"))) or 0

    def child(self, index, path=ROOT):
        found = self._call(self.name, path, ACCESSIBLE, "GetChildAtIndex", GLib.Variant("(i)", (index,)))
        return found[1] if found is not None else None

    def _ask(self, path, interface, method, words=None):
        """Without waiting for the answer: many are under way at once."""
        self.bus.call(self.name, path, interface, method, words, None, Gio.DBusCallFlags.NONE, 5000, None, None)

    def walk(self, path=ROOT, deep=0):
        for name in ("Name", "Description", "Parent"):
            self._ask(path, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, name)))
        for question in QUESTIONS:
            self._ask(path, ACCESSIBLE, question)
        # one more than there are: as when one closes after they were counted
        for index in range(self.count(path) + 1 if deep < MOST_DEEP else 0):
            child = self.child(index, path)
            if child is not None:
                self.walk(child, deep + 1)


def main():
    reader = Reader(int(sys.argv[1]))
    print("reading", flush=True)
    while True:
        reader.walk()


if __name__ == "__main__":
    main()
