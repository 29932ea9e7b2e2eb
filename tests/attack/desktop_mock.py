#!/usr/bin/python3
"""The services of a desktop that locking listens to, on the session's bus: desktop_mock.py, or desktop_mock.py --no-idle.
With the system bus's address set to the same bus, logind too. Lines on standard input, each answered by one:

    idle MS              for so long nobody has touched the desktop; watches fire as GNOME's do
    saver NAME ACTIVE    ActiveChanged of org.NAME.ScreenSaver (true or false)
    lock PATH            the signal Lock of that session of logind
    hint PATH LOCKED     LockedHint of it has changed
    sleep BEGINS         PrepareForSleep
    held                 answers how many delay inhibitors of sleep are held, as all of these do
    watches              answers how many watches there are
"""

import os
import select
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

SESSION = "/org/freedesktop/login1/session/_7"
MUTTER = "org.gnome.Mutter.IdleMonitor"
MUTTER_PATH = "/org/gnome/Mutter/IdleMonitor/Core"
LOGIN = "org.freedesktop.login1"
XML = f"""<node>
<interface name="{MUTTER}">
 <method name="GetIdletime"><arg type="t" direction="out"/></method>
 <method name="AddIdleWatch"><arg type="t" direction="in"/><arg type="u" direction="out"/></method>
 <method name="AddUserActiveWatch"><arg type="u" direction="out"/></method>
 <method name="RemoveWatch"><arg type="u" direction="in"/></method>
</interface>
<interface name="{LOGIN}.Manager">
 <method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
  <arg type="s" direction="in"/><arg type="h" direction="out"/></method>
 <method name="GetSession"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
 <method name="GetSessionByPID"><arg type="u" direction="in"/><arg type="o" direction="out"/></method>
</interface></node>"""


class Mock:
    def __init__(self):
        self.idle, self.watches, self.last, self.held = 0, {}, 0, []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        node = Gio.DBusNodeInfo.new_for_xml(XML)
        self.bus.register_object("/org/freedesktop/login1", node.interfaces[1], self.call, None, None)
        self.own(LOGIN)
        if "--no-idle" not in sys.argv:
            self.bus.register_object(MUTTER_PATH, node.interfaces[0], self.call, None, None)
            self.own(MUTTER)

    def own(self, name):
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (name, 4)), None, 0, -1, None)

    def call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        given = parameters.unpack()
        if method == "Inhibit":
            return self.inhibit(given, invocation)
        if method == "GetIdletime":
            answer = GLib.Variant("(t)", (self.idle,))
        elif method in ("AddIdleWatch", "AddUserActiveWatch"):
            self.last += 1
            self.watches[self.last] = given[0] if given else 0
            answer = GLib.Variant("(u)", (self.last,))
        elif method == "RemoveWatch":
            self.watches.pop(given[0], None)
            answer = None
        else:
            answer = GLib.Variant("(o)", (SESSION,))
        return invocation.return_value(answer)

    def inhibit(self, given, invocation):
        assert given[0] == "sleep" and given[3] == "delay", given
        ours, theirs = os.pipe()
        fds = Gio.UnixFDList.new()
        fds.append(theirs)
        os.close(theirs)
        self.held.append(ours)
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), fds)

    def emit(self, path, interface, signal, value):
        self.bus.emit_signal(None, path, interface, signal, value)
        self.bus.flush_sync(None)

    def set_idle(self, now):
        before, self.idle = self.idle, now
        for number, interval in list(self.watches.items()):
            if (interval and before < interval <= now) or (not interval and now < before):
                if not interval:
                    del self.watches[number]
                self.emit(MUTTER_PATH, MUTTER, "WatchFired", GLib.Variant("(u)", (number,)))

    def count_held(self):
        """A pipe whose other end was closed has reached its end."""
        self.held = [fd for fd in self.held if not select.select([fd], [], [], 0)[0]]
        return len(self.held)

    def do(self, words):
        true = GLib.Variant("(b)", (words[-1] == "true",))
        if words[0] == "idle":
            self.set_idle(int(words[1]))
        elif words[0] == "saver":
            self.emit(f"/org/{words[1]}/ScreenSaver", f"org.{words[1]}.ScreenSaver", "ActiveChanged", true)
        elif words[0] == "lock":
            self.emit(words[1], LOGIN + ".Session", "Lock", None)
        elif words[0] == "hint":
            changed = {"LockedHint": GLib.Variant("b", words[2] == "true")}
            self.emit(words[1], "org.freedesktop.DBus.Properties", "PropertiesChanged",
                      GLib.Variant("(sa{sv}as)", (LOGIN + ".Session", changed, [])))
        elif words[0] == "sleep":
            self.emit("/org/freedesktop/login1", LOGIN + ".Manager", "PrepareForSleep", true)
        print(len(self.watches) if words[0] == "watches" else self.count_held(), flush=True)
        return GLib.SOURCE_REMOVE


def listen(mock, loop):
    for line in sys.stdin:
        GLib.idle_add(mock.do, line.split())
    loop.quit()


if __name__ == "__main__":
    loop = GLib.MainLoop()
    mock = Mock()
    threading.Thread(target=listen, args=(mock, loop), daemon=True).start()
    print("ready", flush=True)
    loop.run()
