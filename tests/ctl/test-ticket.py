#!/usr/bin/python3
"""Tickets through rolltop-ctl: opened, worked and resolved, by those who may. test-ticket.py PROGRAM"""

from datetime import date, timedelta

from ctlrun import DEMO, Case, Shop, clear, main, make_demo

SOON = (date.today() + timedelta(days=9)).isoformat()
WRONG = {"personal": {"ticket_text": "A leg of the table is loose."}}


class Tickets(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("example", orders=20, tickets=8)
        cls.manager, cls.clerk, cls.service = (Shop(cls.store, user, DEMO) for user in ("zhao.min", "wang.fang", "lin.mei"))
        cls.order = cls.manager.get("order", "list")[0]["number"]

    def open(self, **entries):
        return self.service.put("ticket new", {"order": self.order, **WRONG, **entries})["number"]

    def test_a_ticket_is_worked_from_its_opening_to_its_resolution(self):
        number = self.open(line=1, type="repair", priority="high", assign_to_me=True)
        ticket = self.service.get("ticket", "show", number)
        self.assertEqual((ticket["order"], ticket["type"], ticket["priority"], ticket["state"]),
                         (self.order, "repair", "high", "new"))
        self.assertEqual(ticket["piece"], self.manager.get("order", "show", self.order)["lines"][0]["description"])
        self.assertEqual(clear(ticket, "ticket_text"), "A leg of the table is loose.")
        self.assertTrue(clear(ticket, "name"))
        self.assertEqual(self.service.get("ticket", "state", number, "in-progress"), {"number": number})
        self.assertEqual(self.service.run("ticket", "priority", number, "urgent").stdout, "")
        self.service.put("ticket diary", {"personal": {"diary_text": "Called; a new leg is ordered."}}, number)
        self.sentence(self.service.run("ticket", "state", number, "resolved"), 7)
        self.service.put("ticket state", {"personal": {"resolution": "New leg."}}, number, "resolved")
        ticket = self.service.get("ticket", "show", number)
        self.assertEqual((ticket["state"], ticket["priority"], ticket["resolved_at"] is None), ("resolved", "urgent", False))
        self.assertEqual(clear(ticket, "resolution"), "New leg.")
        diary = self.service.get("ticket", "diary", number)
        self.assertEqual(diary, ticket["diary"])
        self.assertIn("Called; a new leg is ordered.", [clear(entry, "diary_text") for entry in diary])
        for kind in ("state", "priority", "note"):
            self.assertIn(kind, [entry["kind"] for entry in diary])
        plain = self.service.run("ticket", "show", number).stdout
        self.assertRegex(plain, r"(?m)^How it was resolved +New leg\.$")
        self.assertIn("Called; a new leg is ordered.", self.service.run("ticket", "diary", number).stdout)
        self.assertEqual(self.manager.get("order", "show", self.order)["tickets"][-1]["order"], self.order)

    def test_own_work_ends_with_the_ticket(self):
        number = self.open(assign_to_me=True)
        self.assertTrue(clear(self.service.get("ticket", "show", number), "phone"))
        self.service.put("ticket state", {"personal": {"resolution": "Tightened."}}, number, "resolved")
        closed = self.service.get("ticket", "show", number)
        self.assertEqual(closed["personal"]["phone"]["show"], "masked")
        self.assertNotIn("street", closed["personal"])

    def test_tickets_are_taken_given_and_taken_away(self):
        number = self.open()
        self.assertIsNone(self.service.get("ticket", "show", number)["assigned_to"])
        self.assertIn(number, [t["number"] for t in self.service.get("ticket", "list", "--unassigned")])
        self.service.get("ticket", "assign", number)
        self.assertIn(number, [t["number"] for t in self.service.get("ticket", "list", "--mine")])
        self.assertIn(number, [t["number"] for t in self.manager.get("ticket", "list", "--assignee", "lin.mei")])
        self.sentence(self.service.run("ticket", "assign", number, "--nobody"), 3)
        self.manager.get("ticket", "assign", number, "--nobody")
        self.assertNotIn(number, [t["number"] for t in self.service.get("ticket", "list", "--mine")])
        self.sentence(self.manager.run("ticket", "assign", number, "wang.fang"), 7)
        self.sentence(self.manager.run("ticket", "assign", number, "nobody.here"), 6)
        self.sentence(self.manager.run("ticket", "assign", number, "lin.mei", "--nobody"), 7)
        self.sentence(self.manager.run("ticket", "list", "--assignee", "nobody.here"), 6)

    def test_the_way_in_is_kept_for_a_visit_and_erased_after_it(self):
        number = self.open(assign_to_me=True)
        visit = {"visit_on": SOON, "visit_time": "14:30", "personal": {"door_code": "12#34", "key_place": "Under the mat"}}
        self.service.put("ticket visit", visit, number)
        ticket = self.service.get("ticket", "show", number)
        self.assertEqual((ticket["visit_on"], ticket["visit_time"], clear(ticket, "door_code")), (SOON, "14:30", "12#34"))
        self.assertNotIn("12#34", self.manager.run("ticket", "show", number).stdout)
        self.service.get("ticket", "visited", number)
        ticket = self.service.get("ticket", "show", number)
        self.assertEqual((ticket["visit_done"], clear(ticket, "door_code")), (True, None))
        self.service.put("ticket visit", visit, number)
        self.service.get("ticket", "visit", number, "--call-off")
        ticket = self.service.get("ticket", "show", number)
        self.assertEqual((ticket["visit_on"], clear(ticket, "door_code")), (None, None))
        self.sentence(self.service.run("ticket", "visited", number), 7)
        for given in ({}, {"visit_on": "2020-01-01"}, {"visit_on": "soon"}, {"visit_on": SOON, "visit_time": "25:00"}):
            self.sentence(self.service.run("ticket", "visit", number, "--from", "-", given=given), 7)

    def test_lists_are_narrowed_by_state_and_day(self):
        everything = self.manager.get("ticket", "list")
        self.assertGreaterEqual(len(everything), 8)
        for state in ("new", "in-progress", "waiting", "resolved", "closed"):
            self.assertEqual([t["number"] for t in self.manager.get("ticket", "list", "--state", state)],
                             [t["number"] for t in everything if t["state"] == state])
        self.assertEqual(self.manager.get("ticket", "list", "--to", "2001-01-01"), [])
        self.assertEqual(len(self.manager.get("ticket", "list", "--limit", 3)), 3)
        self.assertEqual(len(self.manager.run("ticket", "list").stdout.splitlines()), len(everything) + 1)
        self.sentence(self.manager.run("ticket", "list", "--state", "lost"), 7)
        self.sentence(self.manager.run("ticket", "list", "--from", "yesterday"), 7)

    def test_what_cannot_be_a_ticket_is_refused_and_nothing_stored(self):
        before = len(self.manager.get("ticket", "list"))
        for given, code in (("", 7), ({}, 7), ({"order": self.order}, 7), ({"order": "ST-1", **WRONG}, 7),
                            ({"order": "SO-999999", **WRONG}, 6), ({"order": self.order, "line": 99, **WRONG}, 6),
                            ({"order": self.order, "line": 0, **WRONG}, 7), ({"order": self.order, "type": "party", **WRONG}, 7),
                            ({"order": self.order, "priority": "now", **WRONG}, 7),
                            ({"order": self.order, "personal": {"ticket_text": "x" * 9000}}, 7),
                            ({"order": self.order, "personal": {"ticket_text": "Her card is 4111 1111 1111 1111."}}, 7),
                            ({"order": self.order, "personal": {"name": "Ann"}}, 7)):
            with self.subTest(given=str(given)[:80]):
                self.sentence(self.service.run("ticket", "new", "--from", "-", given=given), code)
        self.assertEqual(len(self.manager.get("ticket", "list")), before)
        self.sentence(self.service.run("ticket", "show", "ST-999999"), 6)
        self.sentence(self.service.run("ticket", "show", "SO-1"), 7)
        self.sentence(self.service.run("ticket", "state", "ST-999999", "closed"), 6)
        self.sentence(self.service.run("ticket", "state", self.open(), "lost"), 7)
        self.sentence(self.service.run("ticket", "priority", self.open(), "now"), 7)

    def test_a_clerk_reads_no_ticket_text_and_works_no_ticket(self):
        number = self.open()
        shown = self.clerk.run("ticket", "show", number, "--json").stdout
        self.assertNotIn("loose", shown)
        self.sentence(self.clerk.run("ticket", "state", number, "in-progress"), 3)
        self.sentence(self.clerk.run("ticket", "diary", number, "--from", "-", given={"personal": {"diary_text": "x"}}), 3)

    def test_markup_and_bidirectional_controls_in_a_ticket_do_nothing(self):
        number = self.open(personal={"ticket_text": "\u202e<b>loose</b>\u2069 &lt;leg&gt;"})
        self.assertEqual(clear(self.service.get("ticket", "show", number), "ticket_text"), "<b>loose</b> &lt;leg&gt;")


if __name__ == "__main__":
    main()
