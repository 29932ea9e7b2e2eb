#!/usr/bin/python3
"""Runs the built rolltop-ctl as a person would, beside a keyring of its own. test-ctl.py PROGRAM MANPAGE"""

import json
import os
import re
import sys
from pathlib import Path

from ctlrun import DEMO, FOLDER, OWNER, Case, ctl, main, make, make_demo

MANPAGE = Path(sys.argv[2])


class Ctl(Case):
    def test_a_store_that_was_made_opens_again(self):
        path, said = make("made")
        self.assertRegex(said, r"(?m)^  ([0-9A-Z]{4}-){13}[0-9A-Z]{4}$")
        people = json.loads(ctl("staff", "list", "--json", typed=OWNER + "\n", store=path, user="boss").stdout)
        self.assertEqual([(p["login"], p["roles"]) for p in people], [("boss", "manager,administrator")])

    def test_a_store_is_never_made_over_a_file(self):
        path, _ = make("kept")
        before = path.read_bytes()
        self.sentence(ctl("init", "--name", "Other", "--person", "X", "--yes", typed=OWNER + "\n", store=path, user="x"), 10)
        self.assertEqual(path.read_bytes(), before)

    def test_a_wrong_password_is_told_by_its_exit_code(self):
        path, _ = make("wrong")
        self.sentence(ctl("order", "list", typed="not the password\n", store=path, user="boss"), 4)

    def test_a_first_password_must_be_replaced_and_the_person_let_in(self):
        path, _ = make("people")
        first, own = "first pass maple 9", "own pass cherry 71"
        add = ctl("staff", "add", "li.na", "--name", "Li Na", "--roles", "clerk", typed=f"{OWNER}\n{first}\n", store=path, user="boss")
        self.assertEqual(add.returncode, 0, add.stderr)
        self.sentence(ctl("order", "list", typed=first + "\n", store=path, user="li.na"), 4)
        self.assertEqual(ctl("password", typed=f"{first}\n{own}\n", store=path, user="li.na").returncode, 0)
        self.assertEqual(ctl("staff", "admit", "li.na", typed=OWNER + "\n", store=path, user="boss").returncode, 0)
        self.assertEqual(ctl("order", "list", typed=own + "\n", store=path, user="li.na").returncode, 0)
        self.sentence(ctl("staff", "disable", "boss", typed=own + "\n", store=path, user="li.na"), 3)

    def test_service_sees_no_clear_contact_of_an_order_without_own_work_and_no_money(self):
        path = make_demo("example")
        seen = {}
        for user in ("zhao.min", "lin.mei"):
            said = ctl("order", "list", "--json", typed=DEMO + "\n", store=path, user=user)
            self.assertEqual(said.returncode, 0, said.stderr)
            seen[user] = (json.loads(said.stdout), said.stdout)
        orders, text = seen["lin.mei"]
        self.assertEqual(len(orders), 12)
        for order in orders:
            self.assertNotIn("total", order)
            self.assertTrue(all(value["show"] == "masked" for value in order["personal"].values()), order)
        known = {o["personal"][f]["text"] for o in seen["zhao.min"][0] for f in ("name", "phone")
                 if o["personal"].get(f, {}).get("show") == "clear"}
        self.assertTrue(known)
        self.assertFalse([value for value in known if value in text])

    def test_what_is_not_there_and_what_is_damaged(self):
        self.sentence(ctl("order", "list", typed="x\n", store=Path(FOLDER.name) / "none", user="boss"), 6)
        make("other")  # without any key in the keyring noise could as well be a store
        noise = Path(FOLDER.name) / "noise"
        noise.write_bytes(os.urandom(20000))
        before = noise.read_bytes()
        self.sentence(ctl("order", "list", typed="x\n", store=noise, user="boss"), 8)
        self.assertEqual(noise.read_bytes(), before)

    def test_the_man_page_names_every_command_option_and_exit_code(self):
        page = re.sub(r"\\f.|\\&", "", MANPAGE.read_text(encoding="utf-8")).replace("\\-", "-")
        general = ctl("--help").stdout
        names = re.findall(r"(?m)^  ((?:[a-z]+ )?[a-z]+)(?= [A-Z[ ]|  )", general.split("Options:")[0])
        self.assertGreaterEqual(len(names), 12)
        for name in names:
            self.assertIn(name, page)
            for option in re.findall(r"--[a-z][a-z-]+", ctl(*name.split(), "--help").stdout.split("Examples:")[0]):
                self.assertIn(option, page, f"{option} of {name}")
        for code in re.findall(r"(?m)^ +(\d+)  ", general.split("Exit codes:")[1]):
            self.assertRegex(page, rf"(?m)^\.B {code}$")


if __name__ == "__main__":
    main()
