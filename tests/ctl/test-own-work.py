#!/usr/bin/python3
"""Two roles together, and work that is one's own, somebody else's or over: what rolltop-ctl shows equals product.md §4.
test-own-work.py PROGRAM"""

import json
from itertools import combinations

from ctlrun import OWNER, Case, Shop, ctl, main, make, train

ROLES = ("clerk", "service", "dispatcher", "manager", "privacy-officer", "administrator")
# product.md §4: C clear, O own work, M masked, H hidden
TABLE = {"contact": "OOOCMH", "address": "OOOCMH", "home": "OOHMHH", "money": "CHHCHH"}
FIELDS = {"contact": ("name", "phone"), "address": ("street",), "home": ("style",)}
ORDER = {"personal": {"name": "Ann Lee", "phone": "(555) 555-0123", "street": "1 Elm St", "city": "Springfield", "style": "oak"},
         "home_consent": True,
         "lines": [{"description": "Oak table", "quantity": 1, "unit_price": "500.00"}],
         "notice": {"version": 1, "language": "en", "channel": "counter"}}
VALUES = {**ORDER["personal"], "phone": "+15555550123"}


def expected(kind, roles, own_for=()):
    """The most that one of the roles gives."""
    cells = [(TABLE[kind][ROLES.index(role)], role in own_for) for role in roles]
    if any(cell == "C" or (cell == "O" and own) for cell, own in cells):
        return "clear"
    return "masked" if any(cell in "OM" for cell, _ in cells) else "hidden"


class OwnWork(Case):
    @classmethod
    def setUpClass(cls):
        cls.store, _ = make("own", "--region", "US", "--currency", "USD")
        cls.boss = Shop(cls.store)
        cls.order = cls.boss.put("order new", ORDER)["number"]
        cls.customer = cls.boss.get("order", "show", cls.order)["customer"]

    def person(self, login, roles):
        first = "first pass maple 9"
        done = ctl("staff", "add", login, "--name", login, "--roles", ",".join(roles), typed=f"{OWNER}\n{first}\n",
                   store=self.store, user="boss")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(ctl("password", typed=f"{first}\n{OWNER}\n", store=self.store, user=login).returncode, 0)
        self.assertEqual(self.boss.run("staff", "admit", login).returncode, 0)
        train(self.store, login, OWNER)
        if set(roles) - {"administrator", "privacy-officer"}:
            self.assertEqual(self.boss.run("staff", "release", login).returncode, 0)
        return Shop(self.store, login)

    def shows(self, who, roles, own_for=(), order=None):
        done = who.run("order", "show", order or self.order, "--json")
        if set(roles) == {"administrator"}:
            self.sentence(done, 3)
            return
        self.assertEqual(done.returncode, 0, done.stderr)
        said = json.loads(done.stdout)
        for kind, fields in FIELDS.items():
            how = expected(kind, roles, own_for)
            for field in fields:
                value = said["personal"].get(field)
                if how == "clear":
                    self.assertEqual(value, {"show": "clear", "text": VALUES[field]}, (roles, own_for, field))
                else:
                    self.assertNotIn(f'"{VALUES[field]}"', done.stdout, (roles, own_for))
                    # of a masked street nothing stays but the region
                    gone = how == "hidden" or (field == "street" and value is None)
                    self.assertEqual(value and value["show"], None if gone else "masked", (roles, own_for, field))
        self.assertEqual("total" in said, expected("money", roles) == "clear", roles)

    def test_two_roles_together_show_what_the_more_permissive_shows(self):
        for first, second in combinations(ROLES, 2):
            with self.subTest(roles=(first, second)):
                who = self.person(f"{first[:4]}.{second[:4]}", (first, second))
                self.shows(who, (first, second))

    def test_a_clerk_sees_their_own_order_and_not_another_s(self):
        clerk = self.person("clerk", ("clerk",))
        own = clerk.put("order new", {**ORDER, "personal": {**ORDER["personal"], "name": "Ben Ash"}})["number"]
        said = clerk.get("order", "show", own)["personal"]
        self.assertEqual((said["name"], said["street"]["show"]), ({"show": "clear", "text": "Ben Ash"}, "clear"))
        self.shows(clerk, ("clerk",))
        self.shows(self.person("clerk.two", ("clerk", "privacy-officer")), ("clerk", "privacy-officer"), order=own)

    def test_service_sees_a_customer_while_the_ticket_is_theirs_and_open(self):
        roles = ("service", "dispatcher")
        who = self.person("repair", roles)
        self.shows(who, roles)
        ticket = self.boss.put("ticket new", {"order": self.order, "type": "defect", "priority": "high",
                                              "personal": {"ticket_text": "A leg is loose."}})["number"]
        self.shows(who, roles)
        self.assertEqual(self.boss.run("ticket", "assign", ticket, "repair").returncode, 0)
        self.shows(who, roles, own_for=("service",))
        done = who.run("ticket", "state", ticket, "resolved", "--from", "-", given={"personal": {"resolution": "Glued."}})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.boss.run("ticket", "state", ticket, "closed").returncode, 0)
        self.shows(who, roles)
        log = self.boss.get("log", "list", "--actor", "repair", "--action", "order.open")
        self.assertEqual(["phone" in entry["fields"] for entry in reversed(log)], [False, False, True, False])


if __name__ == "__main__":
    main()
