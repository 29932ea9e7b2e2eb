#!/usr/bin/python3
"""Customers through rolltop-ctl: new ones from JSON, found by the full phone number, looked at. test-customer.py PROGRAM"""

import json
from pathlib import Path

from ctlrun import DEMO, FOLDER, Case, Shop, clear, ctl, main, make, make_demo, train

FIRST = "first pass maple 9"
ANN = {"name": "Ann Lee", "phone": "(555) 555-0123", "email": "ann@example.com", "street": "1 Elm St",
       "city": "Springfield", "province": "MA", "postcode": "02139"}


class Customers(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("example", orders=20, tickets=4)
        cls.manager, cls.clerk, cls.service = (Shop(cls.store, user, DEMO) for user in ("zhao.min", "wang.fang", "lin.mei"))

    def setUp(self):
        self.shop = Shop(make(self.id(), "--region", "US", "--currency", "USD")[0])

    def test_a_new_customer_reads_back_as_given(self):
        made = self.shop.put("customer new", {"personal": ANN})
        self.assertEqual(list(made), ["number"])
        shown = self.shop.get("customer", "show", made["number"])
        self.assertEqual({name: clear(shown, name) for name in ANN}, {**ANN, "phone": "+15555550123"})
        self.assertEqual((shown["number"], shown["n_orders"], shown["orders"]), (made["number"], 0, []))
        plain = self.shop.run("customer", "show", made["number"][2:]).stdout
        self.assertRegex(plain, r"(?m)^Street and number +1 Elm St$")
        self.assertEqual([c["number"] for c in self.shop.get("customer", "list")], [made["number"]])
        self.assertIn("Ann Lee", self.shop.run("customer", "list").stdout)

    def test_values_may_come_from_a_file(self):
        path = Path(FOLDER.name) / "ann.json"
        path.write_text(json.dumps({"personal": ANN}), encoding="utf-8")
        number = self.shop.run("customer", "new", "--from", path).stdout.strip()
        self.assertRegex(number, r"^C-\d+$")
        self.sentence(self.shop.run("customer", "new", "--from", str(path) + "none"), 6)
        self.sentence(self.shop.run("customer", "new", "--from", FOLDER.name), 1)
        self.sentence(self.shop.run("customer", "new"), 7)

    def test_what_cannot_be_kept_is_refused_and_nothing_stored(self):
        deep, wide = "[" * 5000 + "]" * 5000, " " * 1_000_001
        for given in ("", "{", "[]", "null", "7", '"text"', "{}", {"personal": {}}, {"personal": {"name": "Ann Lee"}},
                      {"personal": {**ANN, "phone": "none"}}, {"personal": {**ANN, "name": "x" * 10_000}},
                      {"personal": {**ANN, "idcard": "1"}}, {"personal": {**ANN, "style": "oak"}}, {"name": "Ann Lee"},
                      {"personal": {**ANN, "name": ["Ann"]}}, {"personal": {**ANN, "name": 1.5}}, {"personal": [ANN]},
                      {"personal": {**ANN, "name": "An\0n"}}, {"personal": {**ANN, "name": "An\x07n"}},
                      {"personal": {**ANN, "name": "\ud800"}}, deep, '{ "personal": ' + deep + "}", wide,
                      {"personal": {**ANN, "unit": "4111 1111 1111 1111"}}, '{ "personal": { "name": "A\0" } }'):
            with self.subTest(given=str(given)[:60]):
                self.sentence(self.shop.run("customer", "new", "--from", "-", given=given), 7)
        path = Path(FOLDER.name) / "bytes.json"
        path.write_bytes(b'{ "personal": { "name": "\xff\xfe" } }')
        self.sentence(self.shop.run("customer", "new", "--from", path), 7)
        self.assertEqual(self.shop.get("customer", "list"), [])

    def test_a_refusal_names_the_field_and_never_the_value(self):
        done = self.shop.run("customer", "new", "--from", "-", given={"personal": {**ANN, "phone": "Ann's number"}})
        self.assertRegex(done.stderr, r"^phone: ")
        self.assertNotIn("Ann", done.stderr)
        done = self.shop.run("customer", "new", "--from", "-", given={"Ann Lee": 1})
        self.assertNotIn("Ann", done.stderr)

    def test_markup_and_bidirectional_controls_in_a_name_do_nothing(self):
        name = "\u202e<b>Ann</b> &amp; \u2066Lee\u2069\u061c"
        number = self.shop.put("customer new", {"personal": {**ANN, "name": name}})["number"]
        self.assertEqual(clear(self.shop.get("customer", "show", number), "name"), "<b>Ann</b> &amp; Lee")

    def test_a_full_phone_number_finds_one_customer_and_part_of_it_nobody(self):
        number = self.shop.put("customer new", {"personal": ANN})["number"]
        found = self.shop.put("customer lookup", {"phone": "+1 555 555 0123"})
        self.assertEqual((found["number"], clear(found, "name"), found["others"]), (number, "Ann Lee", 0))
        self.shop.put("customer new", {"personal": {**ANN, "name": "Ben Lee"}})
        self.assertEqual(self.shop.put("customer lookup", {"phone": ANN["phone"]})["others"], 1)
        self.sentence(self.shop.run("customer", "lookup", "--from", "-", given={"phone": "+1 555 555 0124"}), 6)
        for given in ({}, {"phone": ""}, {"phone": "0123"}, {"phone": "Ann"}, {"name": "Ann"}):
            self.sentence(self.shop.run("customer", "lookup", "--from", "-", given=given), 7)

    def test_a_clerk_sees_a_looked_up_customer_clear_and_others_masked(self):
        everyone = {c["number"]: c for c in self.manager.get("customer", "list")}
        masked = [c for c in self.clerk.get("customer", "list") if c["personal"]["phone"]["show"] == "masked"]
        self.assertTrue(masked)
        phone = clear(everyone[masked[0]["number"]], "phone")
        self.assertNotIn(phone, self.clerk.run("customer", "show", masked[0]["number"]).stdout)
        found = self.clerk.put("customer lookup", {"phone": phone})
        self.assertEqual(clear(found, "phone"), phone)

    def test_service_adds_no_customer_and_the_privacy_officer_finds_nobody_by_phone(self):
        self.sentence(self.service.run("customer", "new", "--from", "-", given={"personal": ANN}), 3)
        self.assertEqual(ctl("staff", "add", "mu.lan", "--name", "Mu Lan", "--roles", "privacy-officer",
                             typed=f"{DEMO}\n{FIRST}\n", store=self.store, user="zhao.min").returncode, 0)
        self.assertEqual(ctl("password", typed=f"{FIRST}\n{DEMO}\n", store=self.store, user="mu.lan").returncode, 0)
        self.assertEqual(self.manager.run("staff", "admit", "mu.lan").returncode, 0)
        train(self.store, "mu.lan", DEMO)
        officer = Shop(self.store, "mu.lan", DEMO)
        phone = clear(self.manager.get("customer", "list")[0], "phone")
        self.sentence(officer.run("customer", "lookup", "--from", "-", given={"phone": phone}), 3)
        self.sentence(officer.run("customer", "new", "--from", "-", given={"personal": ANN}), 3)
        self.assertTrue(all(value["show"] == "masked" for c in officer.get("customer", "list")
                            for value in c["personal"].values()))

    def test_looking_up_is_limited_to_sixty_an_hour(self):
        for i in range(10):  # an order that is wrong on purpose, to ask without being counted
            self.sentence(self.shop.run("order", "new", "--from", "-", given={"customer_phone": f"(555) 555-{i:04}"}), 6)
        for i in range(10, 60):
            self.sentence(self.shop.run("customer", "lookup", "--from", "-", given={"phone": f"(555) 555-{i:04}"}), 6)
        number = {"personal": {**ANN, "phone": "(555) 555-0999"}}
        self.shop.put("customer new", number)
        self.sentence(self.shop.run("customer", "lookup", "--from", "-", given={"phone": "(555) 555-0999"}), 3)

    def test_who_is_not_there_and_what_is_no_number(self):
        self.sentence(self.shop.run("customer", "show", "C-999999"), 6)
        for word in ("SO-1001", "Ann", "C-0", "1; DROP TABLE customer"):
            self.sentence(self.shop.run("customer", "show", word), 7)


if __name__ == "__main__":
    main()
