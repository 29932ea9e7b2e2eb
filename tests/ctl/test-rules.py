#!/usr/bin/python3
"""Who sees what, what roles may do and the settings, by command. test-rules.py PROGRAM"""

from ctlrun import DEMO, Case, Shop, clear, main, make_demo


class Rules(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("rules", orders=80, tickets=6, seed=5)
        cls.manager = Shop(cls.store, "zhao.min", DEMO)
        cls.clerk = Shop(cls.store, "li.qiang", DEMO)

    def access(self, klass, role):
        cells = self.manager.get("matrix", "show")
        return next(c["access"] for c in cells if (c["class"], c["role"]) == (klass, role))

    def test_a_change_of_the_table_is_told_first_and_then_seen_by_the_role(self):
        number = next(o["number"] for o in self.clerk.get("order", "list", "--mine") if clear(o, "name"))
        self.assertEqual(self.access("contact", "clerk"), "own-work")
        told = self.manager.get("matrix", "set", "contact", "clerk", "masked", "--preview")
        self.assertIn("Contact, Clerk: Own work → Masked", [line["text"] for line in told["changes"]])
        self.assertIn("li.qiang", [person["login"] for person in told["people"]])
        self.assertIsNone(told["problem"])
        self.assertEqual(self.access("contact", "clerk"), "own-work")
        before = self.clerk.get("order", "show", number)["personal"]["name"]["show"]
        done = self.manager.run("matrix", "set", "contact", "clerk", "masked", "--reason", "a test of the table")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.access("contact", "clerk"), "masked")
        after = self.clerk.get("order", "show", number)["personal"]["name"]["show"]
        self.assertEqual((before, after), ("clear", "masked"))
        plain = self.manager.run("matrix", "set", "contact", "clerk", "own-work", "--preview")
        self.assertIn("Contact: Masked → Own work", plain.stdout)
        done = self.manager.run("matrix", "set", "contact", "clerk", "own-work", "--reason", "back again")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_cannot_be_changed_is_said_in_one_sentence(self):
        for words, code in {
            "matrix set contact clerk masked": 7,
            "matrix set shoes clerk masked --reason x": 7,
            "matrix set contact cook masked --reason x": 7,
            "matrix set contact clerk half --reason x": 7,
            "matrix set contact administrator clear --reason x": 7,
            "rights set export clerk yes": 7,
            "rights set fly clerk yes --reason x": 7,
            "rights set export cook yes --reason x": 7,
            "rights set export clerk perhaps --reason x": 7,
            "rights set staff-admit clerk yes --reason x": 7,
            "rights set review-sign manager no --reason x": 7,
            "settings set lock-idle-minutes 10": 7,
            "settings set lock-idle-minutes many --reason x": 7,
            "settings set lock-idle-minutes 100 --reason x": 7,
            "settings set shoe-size 10 --reason x": 7,
            "settings set code-roles cook --reason x": 7,
        }.items():
            with self.subTest(words=words):
                self.sentence(self.manager.run(*words.split()), code)
        for words in ("matrix show", "rights show", "matrix set contact clerk clear --reason x",
                      "rights set export clerk yes --reason x", "settings set lock-idle-minutes 10 --reason x"):
            with self.subTest(words=words):
                self.sentence(self.clerk.run(*words.split()), 3)

    def test_a_right_is_given_and_taken(self):
        def allowed():
            return next(r for r in self.manager.get("rights", "show") if (r["right"], r["role"]) == ("order-import", "clerk"))
        self.assertEqual((allowed()["allowed"], allowed()["default"], allowed()["fixed"]), (False, False, False))
        told = self.manager.run("rights", "set", "order-import", "clerk", "yes", "--preview")
        self.assertIn("May from now on: Import orders", told.stdout)
        for word in ("yes", "no"):
            done = self.manager.run("rights", "set", "order-import", "clerk", word, "--reason", "the big file")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(allowed()["allowed"], word == "yes")
        self.assertIn("Import orders", self.manager.run("rights", "show").stdout)

    def test_a_setting_is_changed_with_its_reason(self):
        def find(name):
            return next(s for s in self.clerk.get("settings", "list") if s["setting"] == name)
        self.assertEqual((find("lock-idle-minutes")["value"], find("lock-idle-minutes")["reason"]), (5, None))
        done = self.manager.run("settings", "set", "lock-idle-minutes", "9", "--reason", "two desks")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        told = self.manager.run("settings", "set", "training-months", "6", "--reason", "much is new")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("The data-use notice tells customers how often the staff are trained", told.stderr)
        after = find("lock-idle-minutes")
        self.assertEqual((after["value"], after["reason"], after["changed_by"]), (9, "two desks", "Zhao Min"))
        for word in ("service,dispatcher", "none"):
            done = self.manager.run("settings", "set", "code-roles", word, "--reason", "two desks")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(find("code-roles")["value"], word)
        self.assertIn("lock-idle-minutes", self.manager.run("settings", "list").stdout)


if __name__ == "__main__":
    main()
