#!/usr/bin/python3
"""The data-use notice through rolltop-ctl: the draft of the next one, and its publishing. test-notice.py PROGRAM"""

import os
import pty
import subprocess
from pathlib import Path

from ctlrun import DEMO, FOLDER, OWNER, PROGRAM, Case, Shop, ctl, main, make, make_demo

PARTS = ["who", "what", "protection", "outside", "keeping", "rights", "complain"]
NEW = {"en": {"complain": "Write to privacy@example.com.\n- or call 555-0100"}, "zh_CN": {"complain": "请写信至 privacy@example.com。"}}

ORDER = {"personal": {"name": "Ann Lee", "phone": "(555) 555-0123", "street": "1 Elm St", "city": "Springfield"},
         "lines": [{"description": "Oak table", "quantity": 1, "unit_price": "500.00"}],
         "notice": {"version": 1, "language": "en", "channel": "counter"}}


class Notices(Case):
    def setUp(self):
        self.shop = Shop(make(self.id())[0])

    def edit(self, given):
        return self.shop.run("notice", "edit", "--from", "-", given=given)

    def test_a_draft_begins_as_what_is_published_and_nothing_is_missing(self):
        shown = self.shop.get("notice", "show", "--paper-language", "en")
        draft = self.shop.get("notice", "draft", "--paper-language", "en")
        self.assertEqual((list(draft["parts"]), draft["parts"], draft["missing"]), (PARTS, shown["parts"], []))
        self.sentence(self.shop.run("notice", "publish", "--yes"), 7)
        self.assertEqual([n["version"] for n in self.shop.get("notice", "list")], [1])

    def test_a_published_draft_is_the_next_version_and_the_one_before_stays(self):
        before = self.shop.get("notice", "show", "--paper-language", "en")
        self.shop.put("notice edit", NEW)
        self.assertEqual(self.shop.get("notice", "show", "--paper-language", "en"), before)
        done = self.shop.get("notice", "publish", "--yes")
        self.assertEqual((done["version"], done["published_by"], done["undelivered_orders"]), (2, "Bo Linden", 0))
        for language, parts in NEW.items():
            self.assertEqual(self.shop.get("notice", "show", "--paper-language", language)["parts"]["complain"], parts["complain"])
        first = self.shop.get("notice", "show", "--paper-language", "en", "--notice-version", 1)
        self.assertEqual(first, before)
        self.assertIn("- or call 555-0100\n", self.shop.run("notice", "show", "--paper-language", "en").stdout)

    def test_what_is_missing_is_named_and_not_published(self):
        self.assertEqual(self.shop.put("notice edit", {"zh_CN": {"rights": "  \n"}, "en": {"who": None}})["missing"],
                         ["en.who", "zh_CN.rights"])
        self.assertIn("Who is responsible for your data", self.shop.run("notice", "draft").stdout.split("Still empty")[1])
        done = self.shop.run("notice", "publish", "--yes")
        self.sentence(done, 7)
        self.assertIn("Who is responsible for your data", done.stderr)
        self.assertEqual(len(self.shop.get("notice", "list")), 1)

    def test_what_cannot_be_kept_changes_nothing(self):
        before = self.shop.get("notice", "draft", "--paper-language", "en")
        for given in ("", "[]", {"de": {}}, {"en": "text"}, {"en": {"price": "x"}}, {"en": {"who": ["x"]}},
                      {"en": {"who": "x" * 20_001}}, {"en": {"who": "new"}, "zh_CN": {"who": {}}}):
            with self.subTest(given=str(given)[:40]):
                self.sentence(self.edit(given), 7)
        self.assertEqual(self.shop.get("notice", "draft", "--paper-language", "en"), before)
        self.sentence(self.shop.run("notice", "draft", "--paper-language", "de"), 7)

    def test_only_who_writes_notices_sees_and_publishes_the_draft(self):
        store = make_demo("writers", orders=4)
        for user in ("wang.fang", "lin.mei", "chen.jie", "liu.yang"):
            person = Shop(store, user, DEMO)
            for words in (("notice", "draft"), ("notice", "publish", "--yes")):
                self.sentence(person.run(*words), 3)
            self.sentence(person.run("notice", "edit", "--from", "-", given=NEW), 3)
        manager = Shop(store, "zhao.min", DEMO)
        manager.put("notice edit", NEW)
        Shop(store, "wang.fang", DEMO).put("order new", ORDER)
        waiting = [o for o in manager.get("order", "list") if o["state"] in ("open", "awaiting-delivery")]
        self.assertTrue(waiting)
        self.assertEqual(manager.get("notice", "publish", "--yes")["undelivered_orders"], len(waiting))


class Sheets(Case):
    INIT = ("init", "--name", "Shop", "--person", "Bo Linden", "--yes")

    def test_the_sheet_goes_into_no_pipe_unasked(self):
        store = Path(FOLDER.name) / "unseen"
        for form in ((), ("--json",)):
            self.sentence(ctl(*self.INIT, *form, typed=OWNER + "\n", store=store, user="boss"), 7)
        self.assertFalse(store.exists())
        done = ctl(*self.INIT, "--sheet", "-", typed=OWNER + "\n", store=store, user="boss")
        self.assertRegex(done.stdout, r"(?m)^  ([0-9A-Z]{4}-){13}[0-9A-Z]{4}$")

    def test_the_sheet_is_shown_on_a_terminal(self):
        store = Path(FOLDER.name) / "seen"
        ours, theirs = pty.openpty()
        done = subprocess.run([PROGRAM, "--language", "en", "--password-fd", "0", "--store", store, "--user", "boss", *self.INIT],
                              input=OWNER.encode() + b"\n", stdout=theirs, stderr=subprocess.PIPE, check=False, timeout=240)
        os.close(theirs)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertRegex(os.read(ours, 10000).decode(), r"([0-9A-Z]{4}-){13}[0-9A-Z]{4}\r\n")
        os.close(ours)

    def test_a_sheet_is_never_written_over_a_file(self):
        store, sheet = Path(FOLDER.name) / "not", Path(FOLDER.name) / "mine.pdf"
        sheet.write_text("mine")
        self.sentence(ctl(*self.INIT, "--sheet", sheet, typed=OWNER + "\n", store=store, user="boss"), 10)
        self.assertEqual((sheet.read_text(), store.exists()), ("mine", False))


if __name__ == "__main__":
    main()
