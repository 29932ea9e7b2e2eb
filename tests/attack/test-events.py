#!/usr/bin/python3
"""What the windows tell assistive technology by themselves, without being asked: test-events.py, in a desktop of its own."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "display"))
from deskdriver import wait_for  # noqa: E402
from heard import Heard  # noqa: E402
from scene import Seat  # noqa: E402
from table import BUILD, CLASS_OF, DESK, MASKED, RECORDS, contains, make_store, show  # noqa: E402

STORE = DESK / "store.rolltop"
OTHER = RECORDS["other"]
OWN = RECORDS["own"]
SHOWN = "Shown for one minute, then masked again"
ROLE = "clerk"
# what this role does not see of somebody else's work: masked, or not there at all
WITHHELD = {field: value for field, value in OTHER.items() if field in CLASS_OF and show(field, ROLE, "other") != "clear"}
# how to get in has no masked form: whose job it is sees it, nobody asks for it
SECRETS = [(field, CLASS_OF[field], value) for field, value in WITHHELD.items()]
SECRETS += [(field, "access", OWN[field]) for field, klass in CLASS_OF.items() if klass == "access"]
# record, the masked form that is pressed, what is shown for a minute then
ASKED = (
    ("order", MASKED["other"]["phone"], "contact"),
    ("order", "Bdistrict, Bcity, Bprovince", "address"),
    ("order", "On file", "home"),
    ("ticket", "Text on file", "service"),
)


def is_revealed(field):
    """What is hidden is not there to be asked for."""
    return show(field, ROLE, "other") == "masked"


class Told(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = make_store(STORE)

    def reveal(self, desk, kind, masked):
        desk.open_record(self.made["other"][kind], OTHER["line"] if kind == "order" else self.made["other"]["order"])
        desk.go_to(f"Masked: {masked}. Press to see it.")
        desk.press("space")
        desk.find("Show for a minute")
        desk.go_to("Why")
        desk.press("space", "Down", "Return")
        desk.go_to("Show for a minute")

    def show_it(self, desk, heard, klass):
        heard.mark(klass)
        desk.press("Return")
        desk.wait_for_text(SHOWN)
        texts = desk.texts()
        self.assertTrue(any(contains(texts, value) for field, value in WITHHELD.items() if CLASS_OF[field] == klass), klass)

    def test_an_event_carries_a_revealed_value_only_while_it_is_on_the_screen(self):
        with Seat(BUILD, "en", store=STORE) as desk:
            heard = Heard(desk.program.pid)
            desk.sign_in(ROLE)
            for kind, masked, klass in ASKED:
                self.reveal(desk, kind, masked)
                self.show_it(desk, heard, klass)
                desk.press("Escape")
                wait_for("the mask", lambda: not desk.is_there(SHOWN))
                heard.mark("")
        self.look_at(heard.told)

    def test_no_event_carries_a_revealed_value_of_any_class_after_the_desk_has_locked(self):
        self.assertEqual({klass for _, _, klass in ASKED}, {CLASS_OF[field] for field in WITHHELD if is_revealed(field)})
        with Seat(BUILD, "en", store=STORE) as desk:
            heard = Heard(desk.program.pid)
            for kind, masked, klass in ASKED:
                desk.sign_in(ROLE)
                self.reveal(desk, kind, masked)
                self.show_it(desk, heard, klass)
                desk.press("ctrl+l")
                desk.find("Sign in")
                heard.mark("")
                self.assertEqual([field for field, _, value in SECRETS if contains(desk.texts(), value)], [], klass)
            desk.sign_in("service")
            heard.mark("access")
            desk.open_record(self.made["own"]["ticket"], OWN["door_code"])
            desk.press("ctrl+l")
            desk.find("Sign in")
            heard.mark("")
            self.assertEqual([field for field, _, value in SECRETS if contains(desk.texts(), value)], [])
            desk.sign_in(ROLE)
            desk.open_record(self.made["other"]["customer"], MASKED["other"]["phone"])
            heard.mark("")
        self.look_at(heard.told)

    def look_at(self, told):
        words = [text for _, _, texts in told for text in texts]
        # the listener hears: the masked form, and what is said of the minute
        self.assertTrue(contains(words, MASKED["other"]["phone"]))
        self.assertTrue(contains(words, SHOWN))
        for shown, event, texts in told:
            for field, klass, value in SECRETS:
                if klass != shown:
                    self.assertFalse(contains(texts, value), f"{field} while “{shown}” is shown: {event} {texts}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
