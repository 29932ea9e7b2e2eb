#!/usr/bin/python3
"""For every role and every personal field, own work, not, and revealed: what rolltop-ctl says, prints and exports equals product.md §4, as
tests/display/table.py has it, or, with "any", a table made at random. test-who-sees-what.py ROLLTOP_CTL [any], inside
build-aux/with-desk."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

from ctlrun import FOLDER, Shop, main

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "display"))
import table
from table import CLASS_OF, CLASSES, MASKED, RECORDS, ROLES, contains, show

STORE = Path(FOLDER.name) / "store.rolltop"
ANY = sys.argv[2:] == ["any"]
if ANY:
    table.use_any_table()
PLACES = ("name", "phone", "phone2", "email", "wechat", "country", "province", "city", "district", "postcode", "street",
          "building", "unit", "floor", "lift", "parking")
HOME = CLASSES["home"]


def numbers(made, record):
    ticket = made[record]["ticket"]
    return {"order": made[record]["order"], "customer": made[record]["customer"], "ticket": ticket,
            "resolved": f"ST-{int(ticket[3:]) - 1}"}


def values_of(answer, field):
    """What an answer says of a field of its record: itself, and its diary."""
    records = [answer] + (answer.get("diary") or [])
    return [record["personal"][field] for record in records if field in record.get("personal", {})]


def expected(field, role, record):
    """As JSON says it: a region that stands alone is the masked form of an address, of which nothing else is left."""
    if CLASS_OF[field] == "region" and show("street", role, record) != "clear":
        return show("street", role, record)
    return show(field, role, record)


class WhoSeesWhat(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = table.make_store(STORE)
        cls.ran = {}

    def run_as(self, role, *words, given=""):
        done = Shop(STORE, role, table.PASSWORD).run(*words, given=given)
        self.assertIn(done.returncode, (0, 3, 6, 7), (role, words, done.stderr))
        return done

    def nothing_leaks(self, role, where, text):
        for record, values in RECORDS.items():
            for field in CLASS_OF:
                if show(field, role, record) != "clear":
                    self.assertFalse(contains([text], values[field]), f"{role}, {where}: {record} {field} can be read")

    def personal_equals_the_table(self, role, record, where, answer, fields):
        for field in fields:
            how, shown = expected(field, role, record), values_of(answer, field)
            if how == "hidden" or (how == "masked" and CLASS_OF[field] == "address"):
                self.assertEqual(shown, [], f"{role}, {where}: {record} {field} is there, and is hidden")
                continue
            self.assertTrue(shown, f"{role}, {where}: {record} {field} is not there")
            self.assertEqual({value["show"] for value in shown}, {how}, f"{role}, {where}: {record} {field}")
            if show(field, role, record) == "clear":
                self.assertTrue(any(contains([value["text"]], RECORDS[record][field]) for value in shown), field)
            elif field in MASKED[record]:
                self.assertEqual({value["text"] for value in shown}, {MASKED[record][field]}, f"{role}, {where}: {field}")

    def look(self, role, record, kind, number, fields):
        done = self.run_as(role, kind, "show", number, "--json")
        plain = self.run_as(role, kind, "show", number)
        self.assertEqual(done.returncode, plain.returncode)
        for text in (done.stdout, done.stderr, plain.stdout, plain.stderr):
            self.nothing_leaks(role, f"{kind} show", text)
        if done.returncode != 0:
            return None
        answer = json.loads(done.stdout)
        self.personal_equals_the_table(role, record, f"{kind} show", answer, fields)
        for field in fields:
            if show(field, role, record) == "clear":
                self.assertTrue(contains([plain.stdout], RECORDS[record][field]), f"{role}, {kind}: {field} is not printed")
        return answer

    def money_equals_the_table(self, role, record, order):
        text = json.dumps(order)
        if show("prices", role, record) == "hidden":
            for word in ("total", "paid", "payments", "unit_price", "line_total"):
                self.assertNotIn(f'"{word}"', text, f"{role}: money is hidden")
        else:
            self.assertIn('"total"', text)

    def records(self, role):
        for record in RECORDS:
            n = numbers(self.made, record)
            order = self.look(role, record, "order", n["order"], PLACES + HOME)
            if order is not None:
                self.money_equals_the_table(role, record, order)
            self.look(role, record, "customer", n["customer"], PLACES)
            self.look(role, record, "ticket", n["ticket"], PLACES[:5] + ("street", "ticket_text", "diary_text") + CLASSES["access"])
            self.look(role, record, "ticket", n["resolved"], ("resolution",))

    def lists_and_searches(self, role):
        for kind in ("order", "customer", "ticket"):
            for form in ((), ("--json",)):
                done = self.run_as(role, kind, "list", *form)
                self.nothing_leaks(role, f"{kind} list", done.stdout + done.stderr)
        for record, values in RECORDS.items():
            for field in ("name", "phone", "email", "street", "ticket_text"):
                done = self.run_as(role, "find", "--json", "--from", "-", given={"words": values[field]})
                self.nothing_leaks(role, f"find by {field}", done.stdout + done.stderr)
                if show(field, role, record) != "clear":
                    for number in numbers(self.made, record).values():
                        self.assertNotIn(number, done.stdout, f"{role} finds {record} by a {field} that they may not see")

    def papers(self, role):
        for record in RECORDS:
            n = numbers(self.made, record)
            for kind in ("order", "ticket"):
                pdf = Path(FOLDER.name) / f"{role}-{record}-{kind}.pdf"
                done = self.run_as(role, "print", kind, n[kind], "--paper-language", "en", "-o", pdf)
                self.nothing_leaks(role, f"print {kind}", done.stdout + done.stderr)
                self.assertEqual(pdf.exists(), done.returncode == 0)
                if pdf.exists():
                    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
                    self.nothing_leaks(role, f"the printed {kind}", text)

    def reveal(self, role, record, kind, number, klass):
        """Exactly what is masked for them in this record is shown when they ask, and nothing of another class."""
        order = numbers(self.made, record)["order"]
        done = self.run_as(role, kind, "reveal", number, klass, "--reason", "call", "--job", order, "--json")
        field = {"address": "street"}.get(klass, CLASSES[klass][0])
        allowed = show(field, role, record) == "masked" and not (kind == "ticket" and role == "privacy-officer")
        self.assertEqual(done.returncode == 0, allowed, (role, kind, record, klass, done.stderr))
        if not allowed:
            self.assertEqual(done.stdout, "")
        shown = set(CLASSES[klass]) - {"diary_text", "resolution"} if allowed else set()
        for other in set(CLASS_OF) - set(CLASSES["region"]):
            self.assertEqual(contains([done.stdout], RECORDS[record][other]), other in shown,
                             f"{role}, {kind} reveal {klass}: {record} {other}")

    def reveals(self, role):
        for record in RECORDS:
            n = numbers(self.made, record)
            for klass in ("contact", "address", "home", "money"):
                self.reveal(role, record, "order", n["order"], klass)
            for klass in ("service", "access"):
                self.reveal(role, record, "ticket", n["ticket"], klass)
            self.reveal(role, record, "customer", n["customer"], "contact")

    def exports(self, role):
        for kind, columns in (("orders", ("name", "phone", "prices")), ("tickets", ("name",)), ("customers", ("name", "phone"))):
            for ending in ("csv", "json"):
                place = Path(FOLDER.name) / "exports" / f"{role}-{kind}.{ending}"
                place.parent.mkdir(exist_ok=True)
                done = self.run_as(role, "export", kind, "--reason", "for the test", "-o", place)
                self.assertEqual(done.returncode == 0, table.exports(role, kind), (role, kind, done.stderr))
                self.assertEqual(place.exists(), done.returncode == 0)
                self.nothing_leaks(role, f"export {kind}", done.stdout + done.stderr)
                if place.exists():
                    text = place.read_text(encoding="utf-8-sig")
                    self.nothing_leaks(role, f"the exported {kind}", text)
                    for record, field in [(record, field) for record in RECORDS for field in columns]:
                        if show(field, role, record) == "clear":
                            self.assertTrue(contains([text], RECORDS[record][field]), f"the exported {kind} lacks {field}")
                    self.assertFalse(contains([text], RECORDS["other"]["street"]), "a list shows no street")

    def sees_what_the_table_says(self, role):
        self.reveals(role)
        self.exports(role)
        self.records(role)
        self.papers(role)
        if not ANY:
            self.lists_and_searches(role)

    def test_a_new_service_member_reads_no_customer_of_an_order_that_is_not_theirs_and_each_look_is_in_the_log(self):
        n = numbers(self.made, "other")
        for words in (("order", "show", n["order"]), ("customer", "show", n["customer"]), ("ticket", "show", n["ticket"])):
            done = self.run_as("service", *words)
            for field in PLACES:
                if CLASS_OF[field] != "region":
                    self.assertFalse(contains([done.stdout], RECORDS["other"][field]), (words, field))
        log = json.loads(self.run_as("privacy-officer", "log", "list", "--actor", "service", "--limit", "40", "--json").stdout)
        looks = {(entry["action"], entry["record"]) for entry in log}
        self.assertIn(("order.open", n["order"]), looks)
        self.assertIn("customer.open", {action for action, _ in looks})
        self.assertIn("ticket.open", {action for action, _ in looks})
        for entry in log:
            if entry["action"] in ("order.open", "customer.open"):
                self.assertNotIn("phone", entry["fields"], "a masked phone is no clear look")


def add(role):
    def test(self):
        self.sees_what_the_table_says(role)

    setattr(WhoSeesWhat, f"test_the_{role.replace('-', '_')}_is_told_what_the_table_says_and_no_more", test)


for each in ROLES:
    add(each)
if ANY:  # that one is about the table of product.md §4
    del WhoSeesWhat.test_a_new_service_member_reads_no_customer_of_an_order_that_is_not_theirs_and_each_look_is_in_the_log

if __name__ == "__main__":
    main()
