"""What a program tells on the accessibility bus by itself, in the order in which it tells it."""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402
from reader import ACCESSIBLE, ROOT, Reader  # noqa: E402

# GTK tells only what somebody has asked for.
KINDS = ("object:text-changed", "object:text-caret-moved", "object:text-selection-changed", "object:property-change",
         "object:children-changed", "object:state-changed", "object:selection-changed", "object:active-descendant-changed",
         "object:announcement", "object:visible-data-changed", "object:bounds-changed", "window:", "focus:")
MARK = "org.rolltop.Test"


def texts_in(words):
    """But for the names of programs and of their objects, whose random digits may stand for anything."""
    if isinstance(words, str):
        if not words.startswith(("/org/", ":")):
            yield words
    elif isinstance(words, dict):
        yield from texts_in(list(words.items()))
    elif isinstance(words, (list, tuple)):
        for word in words:
            yield from texts_in(word)


class Heard(Reader):
    """.told: (what was said last by mark(), the event's name, the texts in it), one after the other."""

    def __init__(self, pid):
        super().__init__(pid)
        self.told, self._now, self._marked = [], None, None
        self._listeners = [Atspi.EventListener.new(lambda _: None) for _ in KINDS]
        for listener, kind in zip(self._listeners, KINDS):
            listener.register(kind)
        flags = Gio.DBusSignalFlags.NONE
        self.bus.signal_subscribe(self.name, None, None, None, None, flags, self._on_event)
        self.bus.signal_subscribe(self.bus.get_unique_name(), MARK, None, None, None, flags, self._on_mark)

    def _on_event(self, _bus, _sender, _path, interface, member, words):
        self.told.append((self._now, f"{interface}.{member}", list(texts_in(words.unpack()))))

    def _on_mark(self, _bus, _sender, _path, _interface, _member, words):
        self._now = self._marked = words.unpack()[0]

    def mark(self, now):
        """What the program told until now was told before this. It answers a question first, and then the mark takes the
        same way through the bus: what is on its way stays in its order."""
        self._call(self.name, ROOT, ACCESSIBLE, "GetRole")
        self._marked = None
        self.bus.emit_signal(self.bus.get_unique_name(), "/", MARK, "Mark", GLib.Variant("(s)", (now,)))
        while self._marked is None:
            GLib.MainContext.default().iteration(True)
