#!/usr/bin/python3
"""Searching with rolltop-ctl: numbers, names and phones, and nothing by what one may not see. test-find.py PROGRAM"""

from ctlrun import DEMO, Case, Shop, clear, main, make_demo


class Find(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("example", orders=20, tickets=6)
        cls.manager, cls.service = Shop(cls.store, "zhao.min", DEMO), Shop(cls.store, "lin.mei", DEMO)
        cls.customers = cls.manager.get("customer", "list")

    def test_numbers_find_what_they_name(self):
        order, ticket = (self.manager.get(kind, "list")[0]["number"] for kind in ("order", "ticket"))
        for kind, number in (("order", order), ("ticket", ticket), ("customer", self.customers[0]["number"])):
            hits = self.manager.get("find", number)
            self.assertIn((kind, number), [(hit["kind"], hit["number"]) for hit in hits])
            self.assertIn(number, self.manager.run("find", number).stdout)

    def test_a_manager_finds_by_name_and_phone_from_standard_input_too(self):
        customer = self.customers[0]
        name, phone = clear(customer, "name"), clear(customer, "phone")
        for hits in (self.manager.get("find", *name.split()), self.manager.put("find", {"words": name}),
                     self.manager.put("find", {"words": phone}), self.manager.put("find", {"words": phone[-4:]})):
            self.assertIn(customer["number"], [hit["number"] for hit in hits if hit["kind"] == "customer"])
        self.assertEqual(len(self.manager.put("find", {"words": clear(customer, "name")[:2]}, "--limit", "1")), 1)

    def test_service_finds_nobody_by_a_name_that_is_masked_to_them(self):
        masked = {c["number"] for c in self.service.get("customer", "list") if c["personal"]["name"]["show"] == "masked"}
        self.assertTrue(masked)
        for customer in self.customers:
            if customer["number"] not in masked:
                continue
            for words in (clear(customer, "name"), clear(customer, "phone")):
                said = self.service.run("find", "--json", "--from", "-", given={"words": words}).stdout
                self.assertNotIn(customer["number"] + '"', said)
                self.assertNotIn(clear(customer, "phone"), said)

    def test_what_is_nowhere_and_what_is_no_search(self):
        self.assertEqual(self.manager.get("find", "Nobody of that name"), [])
        self.assertEqual(self.manager.put("find", {"words": ""}), [])
        self.assertEqual(self.manager.get("find", "%' OR 1=1 --x"), [])
        self.assertEqual(self.manager.run("find", "--json", "--", "--nothing").stdout.strip(), "[]")
        for words in (["find"], ["find", "Ann", "--from", "-"]):
            self.sentence(self.manager.run(*words), 7)
        self.sentence(self.manager.run("find", "--from", "-", given={"word": "Ann"}), 7)
        self.assertEqual(self.manager.put("find", {"words": "x" * 100_000}), [])


if __name__ == "__main__":
    main()
