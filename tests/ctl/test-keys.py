#!/usr/bin/python3
"""Keys, their renewal and the recovery sheet through rolltop-ctl."""

import json
import re
import subprocess

from ctlrun import DEMO, OWNER, PROGRAM, Case, Shop, ctl, main, make, make_demo, train

NEW = "kettle under blanket"


def groups_of(text):
    return re.search(r"(?:[0-9A-Z]{4}-){13}[0-9A-Z]{4}", text).group(0)


def renew(store, user, password, lines=(), words=(), answer=None):
    """A new sheet, whose groups are typed as they are asked for; @answer types something else."""
    command = [PROGRAM, "--language", "en", "--password-fd", "0", "--store", str(store), "--user", user, "keys", "new-sheet",
               "--sheet", "-", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          bufsize=1) as running:
        for line in (password, *lines):
            running.stdin.write(line + "\n")
        shown, asked = "", 0
        for line in running.stderr:
            number = re.match(r"Group (\d+) of", line)
            if not number:
                shown += line
                continue
            if asked == 0:
                said = ""
                while not re.search(r"(?:[0-9A-Z]{4}-){13}", said):
                    said += running.stdout.readline()
                sheet = groups_of(said)
            asked += 1
            running.stdin.write((answer or sheet.split("-")[int(number.group(1)) - 1]) + "\n")
        return running.wait(), sheet if asked else None, shown


class Keys(Case):
    def test_status_and_rotation(self):
        store = make_demo("keys.rolltop", orders=6, tickets=3)
        manager = Shop(store, "zhao.min", DEMO)
        before = manager.get("keys", "status")
        self.assertEqual(len(before["keys"]), 7)
        self.assertEqual(before["rotations"], [])
        orders = manager.get("order", "list")
        self.assertEqual(manager.run("staff", "disable", "wang.fang").returncode, 0)
        waiting = manager.get("keys", "status")["rotations"]
        self.assertGreater(len(waiting), 3)
        self.assertEqual({one["reason"] for one in waiting}, {"disabled"})
        self.assertEqual(manager.get("keys", "rotate"), {"renewed": len(waiting)})
        after = manager.get("keys", "status")
        self.assertEqual(after["rotations"], [])
        self.assertEqual(after["keys"][0]["version"], 2)
        self.assertEqual(manager.get("order", "list"), orders)
        self.assertEqual(manager.get("keys", "rotate", "--all"), {"renewed": 6})
        self.assertIn("No key waits", manager.run("keys", "status").stdout)
        clerk = Shop(store, "lin.mei", DEMO)
        self.sentence(clerk.run("keys", "status"), 3)
        self.sentence(clerk.run("keys", "rotate"), 3)
        self.sentence(clerk.run("keys", "new-sheet", "--sheet", "-"), 3)

    def test_new_sheet(self):
        store, said = make("sheet.rolltop")
        former = groups_of(said)
        code, refused, _ = renew(store, "boss", OWNER, answer="0000")
        self.assertEqual(code, 7)
        self.assertIsNotNone(refused)
        self.assertTrue(self.drill(store, former)["fits"])
        code, sheet, shown = renew(store, "boss", OWNER)
        self.assertEqual(code, 0, shown)
        self.assertTrue(self.drill(store, sheet)["fits"])
        self.assertEqual(self.drill(store, former, 7), {"fits": False, "opens_store": False, "keys": 7, "opened": 0})
        self.assertEqual(ctl("recover", typed=former + "\n", store=store).returncode, 8)
        self.assertEqual(ctl("recover", typed=sheet + "\n", store=store).returncode, 0)
        self.assertEqual(Shop(store).get("log", "verify")["verdict"], "whole")

    def drill(self, store, sheet, code=0):
        done = ctl("recover", "--drill", "--json", typed=f"{OWNER}\n{sheet}\n", store=store, user="boss")
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def test_administrator_with_the_sheet(self):
        store, said = make("admin.rolltop")
        former = groups_of(said)
        boss = Shop(store)
        added = ctl("staff", "add", "ada", "--name", "Ada", "--roles", "administrator", typed=f"{OWNER}\n{NEW} first\n",
                    store=store, user="boss")
        self.assertEqual(added.returncode, 0, added.stderr)
        chosen = ctl("password", typed=f"{NEW} first\n{NEW}\n", store=store, user="ada")
        self.assertEqual(chosen.returncode, 0, chosen.stderr)
        self.assertEqual(boss.run("staff", "admit", "ada").returncode, 0)
        train(store, "ada", NEW)
        code, _, shown = renew(store, "ada", NEW)
        self.assertEqual(code, 3, shown)
        code, sheet, shown = renew(store, "ada", NEW, lines=[former], words=["--with-sheet"])
        self.assertEqual(code, 0, shown)
        self.assertTrue(self.drill(store, sheet)["fits"])

    def test_manager_by_sheet(self):
        store, said = make("gone.rolltop")
        done = ctl("recover", "--manager", "new.boss", "--name", "Nora New", typed=f"{groups_of(said)}\n{NEW}\n", store=store)
        self.assertEqual(done.returncode, 0, done.stderr)
        people = Shop(store, "new.boss", NEW).get("staff", "list")
        self.assertEqual({one["login"] for one in people}, {"boss", "new.boss"})
        entries = Shop(store, "new.boss", NEW).get("log", "list", "--action", "recovery.manager")
        self.assertEqual(len(entries), 1)
        wrong = ctl("recover", "--manager", "x", typed="0000-" * 13 + "0000\n" + NEW + "\n", store=store)
        self.assertNotEqual(wrong.returncode, 0)


if __name__ == "__main__":
    main()
