#!/usr/bin/python3
"""Papers as PDF, the log, and the way back with the sheet: test-papers-and-log.py ROLLTOP_CTL"""

import json
import re
import shutil
import stat
import subprocess
import unicodedata
from pathlib import Path

from ctlrun import DEMO, FOLDER, OWNER, Case, Shop, ctl, main, make, make_demo

MANAGER = "zhao.min"


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def attributes(store, kind="store-key"):
    return ["application", "rolltop", "kind", kind, "store", store.read_bytes()[:16].hex()]


def tamper(store, *sql):
    """Somebody with the key of the keyring and a stock sqlcipher."""
    key = subprocess.run(["secret-tool", "lookup", *attributes(store)], capture_output=True, text=True, check=True).stdout
    lines = [".bail on", f"PRAGMA key = \"x'{key}'\";", *sql]
    subprocess.run(["sqlcipher", str(store)], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)


class Papers(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("papers", orders=12, tickets=6, language="zh_CN")
        cls.shop = Shop(cls.store, MANAGER, DEMO)
        cls.order = cls.shop.get("order", "list")[0]["number"]

    def path(self, name):
        return Path(FOLDER.name) / name

    def test_an_order_becomes_a_pdf_that_only_its_owner_reads_and_keeps_its_sheet_number(self):
        first = self.shop.get("print", "order", self.order, "-o", self.path("o1.pdf"))
        again = self.shop.get("print", "order", self.order, "-o", self.path("o2.pdf"))
        self.assertEqual(first["sheet"], again["sheet"])
        self.assertEqual(stat.S_IMODE(self.path("o1.pdf").stat().st_mode), 0o600)
        self.assertIn(self.order, text_of(self.path("o1.pdf")))
        english = self.shop.get("print", "order", self.order, "--paper-language", "en", "-o", self.path("o3.pdf"))
        self.assertNotEqual(first["sheet"], english["sheet"])
        self.assertIn("Order", text_of(self.path("o3.pdf")))

    def test_a_file_is_replaced_only_when_asked_and_a_missing_folder_is_told(self):
        kept = self.path("kept.pdf")
        kept.write_text("mine")
        self.sentence(self.shop.run("print", "notice", "-o", kept), 10)
        self.assertEqual(kept.read_text(), "mine")
        self.assertEqual(self.shop.run("print", "notice", "--force", "-o", kept).returncode, 0)
        self.assertTrue(kept.read_bytes().startswith(b"%PDF"))
        self.sentence(self.shop.run("print", "notice", "-o", self.path("none") / "n.pdf"), 6)
        self.sentence(self.shop.run("print", "notice"), 7)
        self.sentence(self.shop.run("print", "order", "SO-99999", "-o", self.path("no.pdf")), 6)
        self.assertFalse(self.path("no.pdf").exists())

    def test_the_notice_is_printed_whole_and_on_one_page_in_both_languages(self):
        for language in ("en", "zh_CN"):
            whole, counter = self.path(f"whole-{language}.pdf"), self.path(f"counter-{language}.pdf")
            self.shop.get("print", "notice", "--paper-language", language, "-o", whole)
            self.shop.get("print", "notice-counter", "--paper-language", language, "-o", counter)
            self.assertEqual(text_of(counter).count("\f"), 1)
            shown = self.shop.get("notice", "show", "--paper-language", language)
            flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text_of(whole)))
            for part in shown["parts"].values():
                first = unicodedata.normalize("NFKC", part.splitlines()[0])
                self.assertIn(re.sub(r"\s+|^- ", "", first), flat)
        self.sentence(self.shop.run("notice", "show", "--notice-version", 99), 6)

    def test_a_print_stands_in_the_log_once_it_has_gone_out(self):
        self.shop.get("print", "order", self.order, "-o", self.path("logged.pdf"))
        actions = [entry["action"] for entry in self.shop.get("log", "list", "--actor", MANAGER, "--limit", 5)]
        self.assertTrue(any(action.startswith("print") for action in actions), actions)


class Review(Case):
    @classmethod
    def setUpClass(cls):
        cls.store = make_demo("review", orders=60, tickets=6, language="en")
        cls.shop = Shop(cls.store, MANAGER, DEMO)

    def test_the_example_has_findings_the_worst_first_which_are_asked_about_explained_and_signed_off(self):
        findings = self.shop.get("review", "list")
        self.assertEqual([one["severity"] for one in findings], sorted((one["severity"] for one in findings), reverse=True))
        self.assertEqual({one["rule"] for one in findings},
                         {"no-job", "outside-hours", "many", "repeated", "refused", "wrong-login"})
        self.assertEqual(findings, self.shop.get("review", "list"))
        number = str(findings[0]["id"])
        shown = self.shop.get("review", "show", number)
        self.assertEqual(len(shown["entries"]), findings[0]["times"])
        self.assertIn(findings[0]["person"], shown["sentence"])
        person = {"Chen Jie": "chen.jie", "Li Qiang": "li.qiang"}[findings[0]["person"]]
        theirs = Shop(self.store, person, DEMO)
        self.sentence(theirs.run("review", "list"), 3)
        self.assertEqual(theirs.get("review", "list", "--mine"), [])
        self.sentence(theirs.run("review", "explain", number, "--text", "late lorry"), 6)
        self.assertEqual(self.shop.run("review", "ask", number).returncode, 0)
        self.assertEqual([one["id"] for one in theirs.get("review", "list", "--mine")], [findings[0]["id"]])
        self.sentence(theirs.run("review", "explain", number, "--text", "ring 13800000012"), 7)
        self.assertEqual(theirs.run("review", "explain", number, "--text", "Rang everybody of the late lorry.").returncode, 0)
        self.sentence(self.shop.run("review", "sign-off", number), 7)
        self.sentence(self.shop.run("review", "sign-off", number, "--verdict", "talked"), 7)
        self.assertEqual(self.shop.run("review", "sign-off", number, "--verdict", "fine").returncode, 0)
        closed = self.shop.get("review", "list", "--closed")
        self.assertEqual([(one["id"], one["verdict"], one["state"]) for one in closed], [(findings[0]["id"], "fine", "closed")])
        self.sentence(self.shop.run("review", "show", "4711"), 6)
        self.sentence(self.shop.run("review", "show", "first"), 7)

    def test_the_log_fits_the_daily_sheet_printed_before_and_no_other_number_does(self):
        path = Path(FOLDER.name) / "day.pdf"
        first = self.shop.get("print", "day", "-o", path)
        self.assertEqual(first["kind"], "day")
        text = text_of(path)
        self.assertNotIn("138", text)
        head = self.head_of(text)
        self.assertEqual(self.shop.run("log", "verify", "--head", head).returncode, 0)
        self.sentence(self.shop.run("log", "verify", "--head", "1" + head), 7)
        self.sentence(self.shop.run("print", "day", "2026-13-01", "-o", path), 7)
        self.sentence(self.shop.run("print", "day", "2199-01-01", "--force", "-o", path), 7)

    @staticmethod
    def head_of(text):
        """Number and code as they stand on the sheet: numbered groups of four."""
        number = re.search(r"\b(\d{3,7})\b", text[text.index("Last entry"):]).group(1)
        groups = re.findall(r"(?<!\S)(\d)\s+([0-9A-HJKMNP-TV-Z]{4})(?!\S)", text)
        return f"{number} {'-'.join(code for place, code in sorted(groups))}"

    def test_the_log_is_listed_by_record_and_day(self):
        today = self.shop.get("log", "list", "--limit", "1")[0]
        self.assertIn("sentence", today)
        self.sentence(self.shop.run("log", "list", "--day", "yesterday"), 7)
        self.sentence(self.shop.run("log", "list", "--record", "C-999999"), 6)
        opened = self.shop.get("log", "list", "--action", "*.open", "--record", "C-1001")
        self.assertEqual({one["record"] for one in opened}, {"C-1001"})


class Log(Case):
    def shop(self, name):
        return Shop(make_demo(name, orders=6, tickets=2), MANAGER, DEMO)

    def verdict(self, shop, code):
        done = shop.run("log", "verify", "--json")
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def test_a_log_that_nobody_touched_is_whole(self):
        report = self.verdict(self.shop("whole"), 0)
        self.assertEqual((report["verdict"], report["first_bad"], report["alarm"]), ("whole", 0, None))
        self.assertGreater(report["entries"], 10)

    def test_an_edited_entry_and_a_missing_one_are_named(self):
        shop = self.shop("edited")
        tamper(shop.store, "UPDATE log SET at = at + 1 WHERE seq = 7;")
        report = self.verdict(shop, 9)
        self.assertEqual((report["verdict"], report["first_bad"], report["trusted_until"]), ("edited", 7, 6))
        shop = self.shop("gap")
        tamper(shop.store, "DELETE FROM log WHERE seq = 5;")
        self.assertEqual(self.verdict(shop, 9)["first_bad"], 5)

    def test_a_cut_tail_and_an_older_copy_are_noticed(self):
        shop = self.shop("older")
        copy = Path(FOLDER.name) / "older.copy"
        shutil.copy(shop.store, copy)
        shop.get("order", "list")
        shutil.copy(copy, shop.store)
        for side in ("-wal", "-shm"):
            Path(f"{shop.store}{side}").unlink(missing_ok=True)
        self.assertIsNotNone(self.verdict(shop, 9)["alarm"])
        shop = self.shop("cut")
        tamper(shop.store, "DELETE FROM log WHERE seq > (SELECT max(seq) - 3 FROM log);")
        self.assertNotEqual(shop.run("log", "verify").returncode, 0)

    def test_only_those_whose_role_reads_the_log_read_it(self):
        shop = self.shop("readers")
        for user, code in ((MANAGER, 0), ("liu.yang", 0), ("lin.mei", 3), ("wang.fang", 3), ("chen.jie", 3)):
            done = Shop(shop.store, user, DEMO).run("log", "list")
            self.assertEqual(done.returncode, code, (user, done.stderr))
        refused = [entry for entry in shop.get("log", "list") if entry["action"] == "refused"]
        self.assertTrue({"lin.mei", "wang.fang", "chen.jie"} <= {entry["actor"] for entry in refused})

    def test_the_log_holds_no_value_of_any_customer(self):
        shop = self.shop("values")
        values = {v["text"] for o in shop.get("order", "list") for v in o["personal"].values() if len(v["text"]) > 5}
        self.assertTrue(values)
        said = shop.run("log", "list", "--limit", 10000, "--json").stdout
        self.assertFalse([value for value in values if value in said])


class WayBack(Case):
    def test_the_sheet_brings_back_a_store_whose_key_is_gone(self):
        store, sheet = Path(FOLDER.name) / "lost", Path(FOLDER.name) / "sheet.pdf"
        done = ctl("init", "--name", "Shop", "--person", "Bo Linden", "--code-roles", "none", "--yes", "--sheet", sheet, typed=OWNER + "\n",
                   store=store, user="boss")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotRegex(done.stdout, r"[0-9A-Z]{4}-[0-9A-Z]{4}")
        self.assertEqual(stat.S_IMODE(sheet.stat().st_mode), 0o600)
        groups = re.findall(r"(?m)^\s*([0-9A-HJKMNP-TV-Z]{4})\s*$",
                            subprocess.run(["pdftotext", str(sheet), "-"], capture_output=True, text=True, check=True).stdout)
        self.assertEqual(len(groups), 14)
        subprocess.run(["secret-tool", "clear", *attributes(store)], check=True)
        before = store.read_bytes()
        done = Shop(store).run("order", "list")
        self.assertIn(done.returncode, (5, 8))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        # one wrong character never fits the checksum; two groups that changed places may
        wrong = [("1" if groups[0][0] == "0" else "0") + groups[0][1:], *groups[1:]]
        self.sentence(ctl("recover", typed="-".join(wrong) + "\n", store=store), 7)
        self.assertEqual(store.read_bytes(), before)
        done = ctl("recover", typed="-".join(groups) + "\n", store=store)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(Shop(store).run("order", "list").returncode, 0)

    def test_the_sheet_of_another_store_does_not_fit(self):
        other, said = make("another")
        mine, _ = make("mine")
        text = re.search(r"(?m)^  (\S{69})$", said).group(1)
        done = ctl("recover", typed=text + "\n", store=mine)
        self.assertEqual(done.returncode, 8, done.stderr)
        self.assertEqual(Shop(mine).run("order", "list").returncode, 0)
        self.assertTrue(other.exists())


if __name__ == "__main__":
    main()
