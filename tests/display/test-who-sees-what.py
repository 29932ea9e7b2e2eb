#!/usr/bin/python3
"""For every role and every personal field, own work, not, and revealed: what the accessibility tree of the windows holds equals
product.md §4, written out here anew, or, with "any", a table made at random. test-who-sees-what.py [any], inside
build-aux/with-desk."""

import sys
import time
import unittest

from scene import Seat, say, wait_for
from table import BUILD, CLASS_OF, CLASSES, DESK, MASKED, RECORDS, ROLES, TABLE, contains, make_store, show, use_any_table

ANY = sys.argv[1:] == ["any"]
if ANY:
    use_any_table()

# What a row of the field is called: where the class is hidden, there is no row.
LABELS = {
    "access": ("Door or gate code", "Where the key is"),
    "home": ("Style preferences", "Household needs", "Room measures", "Design notes"),
    "money": ("Total", "Deposit", "Still to pay", "Deposit (optional)"),
    "service": ("What is wrong", "How it was resolved"),
    "contact": ("Name", "Phone", "Second phone", "E-mail", "WeChat", "Customer"),
    "address": ("Address", "Street and number", "Floor", "Lift", "Parking", "City"),
}
ORDER_FIELDS = ("name", "phone", "phone2", "email", "wechat", "province", "city", "district", "postcode",
                "street", "building", "unit", "floor", "lift", "parking", "style", "household", "measures",
                "design_note", "prices", "payments")
TICKET_FIELDS = ("name", "phone", "phone2", "email", "wechat", "city", "street", "building", "unit", "floor", "lift",
                 "parking", "door_code", "key_place", "ticket_text", "diary_text")
CUSTOMER_FIELDS = ("name", "phone", "phone2", "email", "wechat", "city", "street", "building", "unit", "floor", "lift",
                   "parking")


class Look:
    """One person, and everything their windows say."""

    def __init__(self, test, desk, role, made):
        self.test, self.desk, self.role, self.made = test, desk, role, made

    def check_all(self, where, texts):
        """No value that the person may not see is anywhere in any window, nor a row for what is hidden."""
        for record, values in RECORDS.items():
            for field in CLASS_OF:
                if show(field, self.role, record) != "clear":
                    self.test.assertFalse(contains(texts, values[field]), f"{self.role}, {where}: {record} {field} can be read")
        for name, labels in LABELS.items():
            if TABLE[name][ROLES.index(self.role)] == "H":
                for label in labels:
                    self.test.assertNotIn(label, texts, f"{self.role}, {where}: a row for {name}, which is hidden")

    def expected(self, record, fields):
        words = []
        for field in fields:
            how = show(field, self.role, record)
            if how == "clear":
                words.append((field, RECORDS[record][field]))
            elif how == "masked" and field in MASKED[record]:
                words.append((field, MASKED[record][field]))
            elif how == "masked" and CLASS_OF[field] == "service":
                words.append((field, "Text on file"))
            elif how == "masked" and CLASS_OF[field] == "home":
                words.append((field, "On file"))
        return words

    def check(self, where, record=None, fields=()):
        """Waits until everything the person may see of the record is there; then nothing else may be."""
        wanted = self.expected(record, fields) if record else []
        missing = []

        def complete():
            texts = self.desk.texts()
            missing[:] = [field for field, words in wanted if not contains(texts, words)]
            return texts if not missing else None

        until = time.monotonic() + 10
        texts = complete()
        while texts is None and time.monotonic() < until:
            time.sleep(0.1)
            texts = complete()
        self.test.assertIsNotNone(texts, f"{self.role}, {where}: {record} {missing} should be shown")
        self.check_all(where, texts)
        for title in self.desk.titles():
            for values in RECORDS.values():
                self.test.assertFalse([field for field in CLASS_OF if contains([title], values[field])],
                                      f"{self.role}, {where}: a window's title holds a customer's data")

    def area(self, number, name):
        self.desk.press(f"alt+{number}")
        self.check(f"the list of {name}")

    def orders(self):
        for record in RECORDS:
            self.desk.open_record(self.made[record]["order"], RECORDS[record]["line"])
            self.check("the order", record, ORDER_FIELDS)

    def masked_lock(self, words):
        """Goes by Tab to the lock beside what is masked so; fails where there is none."""

        def there():
            return any(name.startswith("Masked: ") and words in name for name in self.desk.tab() if name)

        self.test.assertTrue(any(there() for _ in range(60)), f"{self.role}: no lock to press beside {words}")

    def reveal(self, where, record, klass, words):
        """Asks for one class by keyboard: its values are on the screen, nothing of another class is, nothing of it can
        be copied, and with the popover they are gone."""
        shown = [field for field in CLASSES[klass] if field not in ("diary_text", "resolution")]
        self.masked_lock(words)
        self.desk.press("space")
        self.desk.find("Show for a minute")
        self.desk.go_to("Why")
        self.desk.press("space", "Down", "Return")
        self.desk.go_to("Show for a minute")
        self.desk.press("Return")
        self.desk.wait_for_text("Shown for one minute")
        texts = self.desk.texts()
        for field in shown:
            self.test.assertTrue(contains(texts, RECORDS[record][field]), f"{self.role}, {where}: {field} is not revealed")
        for other, values in RECORDS.items():
            for field in CLASS_OF:
                if show(field, self.role, other) != "clear" and not (other == record and field in shown):
                    self.test.assertFalse(contains(texts, values[field]), f"{self.role}, {where}: {other} {field} came along")
        self.desk.press("ctrl+a", "ctrl+c", "Escape")
        wait_for("the masked value", lambda: not self.desk.is_there("Shown for one minute"))
        pasted = self.desk.pasted()
        for field in shown:
            self.test.assertFalse(contains([pasted], RECORDS[record][field]), f"{self.role}: a revealed {field} was copied")
        self.check_all(f"{where}, masked again", self.desk.texts())

    def reveals_beside(self):
        """The words of a ticket, and the same contact on the ticket and on the customer."""
        for record in RECORDS:
            made = self.made[record]
            if show("ticket_text", self.role, record) == "masked":
                self.desk.open_record(made["ticket"], made["order"])
                self.check("the ticket", record, TICKET_FIELDS)
                self.reveal("the ticket", record, "service", "Text on file")
            if show("phone", self.role, record) == "masked":
                self.desk.open_record(made["order"], RECORDS[record]["line"])
                self.desk.open_record(made["customer"], made["order"])
                self.check("the customer", record, CUSTOMER_FIELDS)
                self.reveal("the customer", record, "contact", MASKED[record]["phone"])

    def reveals(self):
        for record in RECORDS:
            masked = [klass for klass in ("contact", "address", "home") if show(CLASSES[klass][-1], self.role, record) == "masked"]
            for klass in masked:
                self.desk.open_record(self.made[record]["customer"], self.made[record]["order"])
                self.desk.open_record(self.made[record]["order"], RECORDS[record]["line"])
                self.check("the order", record, ORDER_FIELDS)
                words = {"contact": MASKED[record]["phone"], "address": RECORDS[record]["city"], "home": "On file"}[klass]
                self.reveal("the order", record, klass, words)

    def form(self):
        if self.role not in ("clerk", "manager"):
            return
        for record in RECORDS:
            self.desk.open_record(self.made[record]["order"], RECORDS[record]["line"])
            self.desk.press("ctrl+e")
            self.desk.find("Save the order")
            self.check("the order's form", record, ("name", "phone", "email", "street", "style"))
            self.desk.press("Escape")
            wait_for("the closed form", lambda: not self.desk.is_there("Save the order"))

    def tickets(self):
        for record in RECORDS:
            number = self.made[record]["ticket"]
            resolved = f"ST-{int(number[3:]) - 1}"
            self.desk.open_record(number, f"{self.made[record]['order']}")
            self.check("the ticket", record, TICKET_FIELDS)
            self.desk.open_record(resolved, "Resolved")
            self.check("the resolved ticket", record, ("resolution",))

    def customers(self):
        for record in RECORDS:
            self.desk.open_record(self.made[record]["customer"], self.made[record]["order"])
            self.check("the customer", record, CUSTOMER_FIELDS)

    def searches(self):
        for record, values in RECORDS.items():
            for field in ("name", "phone", "email", "street", "ticket_text"):
                found = self.desk.search(values[field])
                self.check_all(f"a search by {field}", found)
                if show(field, self.role, record) != "clear":
                    self.test.assertFalse(contains(found, self.made[record]["customer"]) or contains(found, self.made[record]["order"]),
                                          f"{self.role}: {record} is found by a {field} that they may not see")
            self.desk.press("Escape")

    def walk(self):
        reads_tickets = self.role not in ("privacy-officer", "administrator")
        if self.role == "administrator":
            self.check("the staff")
            return
        self.orders()
        if not ANY:
            self.reveals()
            self.reveals_beside()
            self.form()
            self.searches()
        if reads_tickets:
            self.tickets()
        self.customers()
        for number, name in enumerate(("orders", "tickets", "customers", "notices") if reads_tickets else ("orders", "customers", "notices"), 1):
            self.area(number, name)


class WhoSeesWhat(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = make_store(DESK / "store.rolltop")
        cls.desk = Seat(BUILD, "en", store=DESK / "store.rolltop").__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.desk.__exit__()

    def tearDown(self):
        if self.desk.is_there("Lock the desk (Ctrl+L)"):
            self.desk.lock()

    def sees_what_the_table_says(self, role):
        began = time.monotonic()
        self.desk.sign_in(role)
        Look(self, self.desk, role, self.made).walk()
        self.desk.lock()
        texts = self.desk.texts()
        for values in RECORDS.values():
            for field in CLASS_OF:
                self.assertFalse(contains(texts, values[field]), f"{field} can be read on the locked desk")
        say(f"{role}: {time.monotonic() - began:.1f} s")

    def test_a_clerk_sees_what_the_table_says(self):
        self.sees_what_the_table_says("clerk")

    def test_service_sees_what_the_table_says(self):
        self.sees_what_the_table_says("service")

    def test_a_dispatcher_sees_what_the_table_says(self):
        self.sees_what_the_table_says("dispatcher")

    def test_a_manager_sees_what_the_table_says(self):
        self.sees_what_the_table_says("manager")

    def test_a_privacy_officer_sees_what_the_table_says(self):
        self.sees_what_the_table_says("privacy-officer")

    def test_an_administrator_sees_no_customer_at_all(self):
        self.sees_what_the_table_says("administrator")

    def test_the_toolkit_does_not_complain(self):
        self.assertEqual(self.desk.warnings, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
