#!/usr/bin/python3
"""Asking to see what is masked, and exporting lists, as a script would. test-reveal.py ROLLTOP_CTL, inside
build-aux/with-desk."""

import csv
import io
import json
import os
import stat
from pathlib import Path

from ctlrun import DEMO, FOLDER, Case, Shop, clear, main, make_demo

PLACE = Path(FOLDER.name) / "exports"


class Reveal(Case):
    @classmethod
    def setUpClass(cls):
        PLACE.mkdir()
        cls.store = make_demo("reveal.rolltop", orders=12, tickets=4)
        cls.clerk = Shop(cls.store, "wang.fang", DEMO)
        cls.officer = Shop(cls.store, "liu.yang", DEMO)
        cls.manager = Shop(cls.store, "zhao.min", DEMO)
        cls.order = cls.officer.get("order", "list")[0]

    def test_a_masked_contact_is_shown_for_a_job_and_a_reason_and_is_masked_again_afterwards(self):
        number = self.order["number"]
        before = self.officer.get("order", "show", number)
        self.assertIsNone(clear(before, "phone"))
        shown = self.officer.get("order", "reveal", number, "contact", "--reason", "data-request: a letter came")
        self.assertIsNotNone(clear(shown, "phone"))
        self.assertEqual(self.officer.get("order", "show", number)["personal"], before["personal"])
        entry = [one for one in self.officer.get("log", "list", "--limit", "10") if one["action"] == "reveal"][0]
        self.assertEqual(entry["reason"], "data-request: a letter came")
        self.assertIn(number, entry["detail"])
        self.assertNotIn(clear(shown, "phone"), str(entry))
        plain = self.officer.run("order", "reveal", number, "contact", "--reason", "call")
        self.assertIn(str(shown["left"] - 1), plain.stderr)
        self.assertEqual(plain.returncode, 0)

    def test_an_entry_of_a_diary_is_shown_and_no_other(self):
        ticket = self.manager.get("ticket", "list")[0]["number"]
        for words in ("The hinge sings at midnight.", "Oiled it."):
            self.manager.put("ticket diary", {"personal": {"diary_text": words}}, ticket)
        diary = self.manager.get("ticket", "diary", ticket)
        entry = [one["entry"] for one in diary if clear(one, "diary_text") == "The hinge sings at midnight."][0]
        self.assertIn(str(entry), self.manager.run("ticket", "diary", ticket).stdout)
        self.assertNotIn("midnight", self.clerk.run("ticket", "diary", ticket, "--json").stdout)
        words = ("ticket", "reveal", ticket, "service", "--reason", "complaint")
        shown = self.clerk.get(*words, "--entry", entry)
        self.assertEqual({name: one["text"] for name, one in shown["personal"].items()},
                         {"diary_text": "The hinge sings at midnight."})
        logged = [one for one in self.manager.get("log", "list", "--limit", "10") if one["action"] == "reveal"][0]
        self.assertIn(f"entry={entry}", logged["detail"])
        self.assertNotIn("midnight", self.clerk.run("ticket", "diary", ticket, "--json").stdout)
        self.assertNotIn("midnight", self.clerk.run(*words).stdout)
        other = self.manager.get("ticket", "list")[1]["number"]
        self.sentence(self.clerk.run("ticket", "reveal", other, "service", "--reason", "complaint", "--entry", entry), 6)
        self.sentence(self.clerk.run(*words, "--entry", 999999), 6)
        self.sentence(self.officer.run(*words, "--entry", entry), 3)

    def test_what_is_asked_wrongly_says_so_in_one_sentence(self):
        number, customer = self.order["number"], self.order["customer"]
        self.sentence(self.officer.run("order", "reveal", number, "contact"), 7)
        self.sentence(self.officer.run("order", "reveal", number, "everything", "--reason", "call"), 7)
        self.sentence(self.officer.run("order", "reveal", "nonsense", "contact", "--reason", "call"), 7)
        self.sentence(self.officer.run("order", "reveal", "SO-99999999", "contact", "--reason", "call"), 6)
        self.sentence(self.officer.run("customer", "reveal", customer, "contact", "--reason", "call"), 7)
        self.sentence(self.officer.run("order", "reveal", number, "money", "--reason", "call"), 3)
        self.sentence(self.officer.run("ticket", "reveal", "ST-2001", "service", "--reason", "call"), 3)
        self.sentence(self.manager.run("order", "reveal", number, "contact", "--reason", "call"), 7)

    def test_more_is_asked_for_and_a_manager_answers(self):
        self.sentence(self.officer.run("reveal", "ask"), 7)
        self.assertEqual(self.officer.run("reveal", "ask", "--reason", "a long letter").returncode, 0)
        self.sentence(self.officer.run("reveal", "ask", "--reason", "a long letter"), 10)
        self.sentence(self.officer.run("reveal", "list"), 3)
        question = self.manager.get("reveal", "list")[0]
        self.assertEqual(question["reason"], "a long letter")
        self.assertIn("a long letter", self.manager.run("reveal", "list").stdout)
        left = self.officer.get("order", "reveal", self.order["number"], "contact", "--reason", "call")["left"]
        self.sentence(self.manager.run("reveal", "answer", question["question"], "many"), 7)
        self.sentence(self.manager.run("reveal", "answer", question["question"], 501), 7)
        self.assertEqual(self.manager.run("reveal", "answer", question["question"], 7).returncode, 0)
        self.sentence(self.manager.run("reveal", "answer", question["question"], 7), 6)
        self.assertEqual(self.manager.get("reveal", "list"), [])
        shown = self.officer.get("order", "reveal", self.order["number"], "contact", "--reason", "call")
        self.assertEqual(shown["left"], left + 7 - 1)

    def test_a_list_is_exported_in_its_order_with_the_chosen_columns(self):
        place = PLACE / "orders.csv"
        words = ("export", "orders", "--reason", "for the accountant", "-o", place)
        self.assertEqual(self.manager.get(*words, "--columns", "number,total", "--sort", "total", "--ascending")["records"], 12)
        rows = list(csv.reader(io.StringIO(place.read_text(encoding="utf-8-sig"))))
        self.assertEqual(len(rows), 13)
        totals = [float(row[1]) for row in rows[1:]]
        self.assertEqual(totals, sorted(totals))
        self.assertEqual(stat.S_IMODE(os.stat(place).st_mode), 0o600)
        self.sentence(self.manager.run(*words), 10)
        self.assertEqual(self.manager.run(*words, "--force").returncode, 0)
        entry = [one for one in self.manager.get("log", "list", "--limit", "20") if one["action"] == "export"][0]
        self.assertEqual(entry["reason"], "for the accountant")
        self.assertIn("count=12", entry["detail"])

    def test_no_list_is_carried_away_by_who_may_not_export(self):
        store = make_demo("many.rolltop", orders=503)
        clerk, manager = Shop(store, "wang.fang", DEMO), Shop(store, "zhao.min", DEMO)
        self.assertEqual(len(manager.get("order", "list")), 503)
        done = clerk.run("order", "list", "--json")
        self.assertEqual((done.returncode, len(json.loads(done.stdout))), (0, 500))
        self.assertRegex(done.stderr.strip(), r"^3 more are not listed: .*\.$")
        self.assertEqual(len(clerk.get("order", "list", "--limit", "9999")), 500)

    def test_no_store_is_carried_away_list_by_list(self):
        store = make_demo("bits.rolltop", orders=130)
        clerk, manager = Shop(store, "wang.fang", DEMO), Shop(store, "zhao.min", DEMO)
        manager.run("settings", "set", "listed-per-day", "100", "--reason", "for the test")
        taken = sum(len(clerk.get("order", "list", "--limit", "30")) for _ in range(3))
        taken += len(clerk.get("customer", "list", "--limit", "5"))
        last = clerk.run("order", "list", "--json")
        taken += len(json.loads(last.stdout))
        self.assertEqual(taken, 100)
        self.assertRegex(last.stderr.strip(), r"^\d+ more are not listed: .*\.$")
        for words in (("order", "list", "--limit", "1"), ("customer", "list")):
            self.sentence(clerk.run(*words), 3)
        self.assertEqual(len(manager.get("order", "list")), 130)
        entries = manager.get("log", "list", "--limit", "100")
        given = [one["detail"] for one in entries if one["action"] == "list.given"]
        self.assertEqual(sum(int(detail.split("=")[1]) for detail in given), 100)
        self.assertEqual(len([one for one in entries if one["action"] == "refused" and one["detail"] == "export"]), 2)

    def test_what_cannot_be_exported_says_so_and_leaves_nothing(self):
        place = PLACE / "no.csv"
        words = ("export", "customers", "-o", place)
        self.sentence(self.manager.run(*words), 7)
        self.sentence(self.manager.run(*words, "--reason", "x y", "--columns", "number,street"), 7)
        self.sentence(self.manager.run("export", "customers", "--reason", "x y", "-o", PLACE / "no.xls"), 7)
        self.sentence(self.manager.run("export", "customers", "--reason", "x y", "-o", self.store.parent / "no.csv"), 7)
        self.sentence(self.clerk.run(*words, "--reason", "x y"), 3)
        self.assertFalse(place.exists())
        self.assertEqual([one.name for one in PLACE.iterdir() if one.name.startswith(".")], [])


if __name__ == "__main__":
    main()
