#!/usr/bin/python3
"""A thief's look at a store: test-readable.py ROLLTOP_CTL FILL_STORE, beside a keyring of its own."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import traces
from example import DEMO, HIDDEN, LOUD, MANAGER, OWN, Example, is_debug

FOLDER = tempfile.TemporaryDirectory()
STORE = Path(FOLDER.name) / "store.rolltop"
EXAMPLE = Example(STORE, *sys.argv[1:3])

MASKED = (("customer", "contact"), ("address", "address"), ("orders", "home"), ("ticket", "service"), ("diary", "service"))


def sqlcipher(*lines, key=None, path=STORE):
    first = [".bail on"] + ([f"PRAGMA key = \"x'{key}'\";"] if key else [])
    return subprocess.run(["sqlcipher", str(path)], input="\n".join(first + list(lines)) + "\n", capture_output=True,
                          text=True, timeout=120, check=False)


class Store:
    """Made once: an example store, the two people in it, and a copy of it as it lay while it was open."""

    def __init__(self):
        self.live = Path(FOLDER.name) / "live"
        self.live.mkdir()
        EXAMPLE.make(orders=40, tickets=16)
        self.values = EXAMPLE.fill(self.copy)
        self.said, self.wanted = EXAMPLE.said, EXAMPLE.wanted(self.values)
        words = ["application", "rolltop", "kind", "store-key", "store", STORE.read_bytes()[:16].hex()]
        self.key = subprocess.run(["secret-tool", "lookup", *words], capture_output=True, text=True, check=True).stdout
        self.opener = traces.Opener(bytes.fromhex(self.key), STORE.read_bytes()[:16])

    def copy(self):
        for path in Path(FOLDER.name).glob("store.rolltop*"):
            shutil.copy(path, self.live / path.name)


class Readable(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = Store()

    def test_the_example_has_people_to_look_for(self):
        fields = [field for field, _ in self.store.values]
        self.assertGreater(fields.count("phone"), 40)
        self.assertGreater(fields.count("ticket_text"), 16)
        for person in OWN:
            for field, value in person.items():
                if field not in HIDDEN:
                    told = [text.replace(" ", "") for name, text in self.store.values if name == field]
                    self.assertIn(value.replace(" ", ""), told, field)

    def test_stock_sqlcipher_opens_it_with_the_key_of_the_keyring_and_finds_it_whole(self):
        self.assertRegex(self.store.key, r"^[0-9a-f]{64}$")
        done = sqlcipher("PRAGMA cipher_integrity_check;", "PRAGMA integrity_check;", "SELECT count(*) FROM orders;",
                         key=self.store.key)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout.split(), ["ok", "ok", "42"])

    def test_the_commands_of_the_description_of_the_format_open_it(self):
        """Word for word, with the file's name and the key put in as a person would."""
        text = (Path(os.environ["ROLLTOP_SOURCE_DIR"]) / "doc" / "file-format.md").read_text(encoding="utf-8")
        lines = re.search(r"(?m)(^    id=.*\n(?:^    .*\n)+)", text).group(1).replace("STORE", str(STORE)).splitlines()
        shell = [line.strip() for line in lines if "sqlite>" not in line]
        typed = [line.split("sqlite>")[1].strip() for line in lines if "sqlite>" in line]
        self.assertEqual((len(shell), len(typed)), (3, 1))
        typed = f"{typed[0].replace('HEX', '$HEX')}\nSELECT count(*) FROM orders;"
        script = f"{shell[0]}\nHEX=$({shell[1]})\n{shell[2]} <<END\n{typed}\nEND\n"
        done = subprocess.run(["bash", "-eu", "-c", script], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.stdout.split(), done.stderr), (["ok", "42"], ""))

    def test_nothing_of_a_person_is_readable_in_the_dump(self):
        done = sqlcipher(".dump", key=self.store.key)
        self.assertEqual(done.returncode, 0)
        self.assertGreater(len(done.stdout), 100000)
        self.assertEqual(self.store.wanted.found_in(done.stdout.encode()), [])
        self.assertEqual(self.store.wanted.found_in(done.stdout.lower().encode()), [])

    def test_nothing_of_a_person_is_readable_in_any_opened_page_free_ones_and_the_log_of_writes_too(self):
        raw = STORE.read_bytes()
        pages = list(enumerate(traces.pages_of(raw), 1))
        frames = list(traces.frames_of((self.store.live / "store.rolltop-wal").read_bytes()))
        self.assertGreater(len(frames), 20)
        for number, page in pages + frames:
            plain = self.store.opener.open(number, page)
            self.assertIsNotNone(plain, f"page {number}")
            self.assertEqual(self.store.wanted.found_in(plain), [], f"page {number}")

    def test_the_search_itself_would_find_them(self):
        whole = "".join(value for person in OWN for value in person.values())
        self.assertEqual(set(self.store.wanted.found_in(whole.encode())), set(OWN[0]) - traces.REGION)
        self.assertIn("phone", self.store.wanted.found_in(b"x" + b"13819718931"[::-1] + b"y"))
        self.assertIn("street", self.store.wanted.found_in(("~" + OWN[1]["street"]).encode("utf-16-le")))
        self.assertIn("name", self.store.wanted.found_in(traces.base64.b64encode(b"?" + OWN[0]["name"].encode() + b"?")))

    def test_the_masks_show_what_they_may_and_no_more(self):
        known = {}
        for field, value in self.store.values:
            known.setdefault(field, set()).add(value)
        seen = 0
        for table, column in MASKED:
            rows = sqlcipher(f"SELECT hex({column}_masked) FROM {table} WHERE {column}_masked IS NOT NULL;",
                             key=self.store.key).stdout
            for row in rows.split()[1:]:  # after the key's "ok"
                for field, mask in traces.packed_fields(bytes.fromhex(row)):
                    if field in HIDDEN:
                        self.assertEqual((column, mask), ("home", ""), field)
                        continue
                    self.assertTrue(any(traces.is_mask_of(field, mask, value) for value in known[field]), f"{field} in {table}")
                    seen += 1
        self.assertGreater(seen, 200)

    def test_without_the_key_no_page_is_readable(self):
        raw = STORE.read_bytes()
        frames = [page for _, page in traces.frames_of((self.store.live / "store.rolltop-wal").read_bytes())]
        self.assertEqual(len(raw) % traces.PAGE, 0)
        self.assertNotIn(b"SQLite format", raw)
        self.assertNotIn(b"CREATE TABLE", raw)
        wrong = traces.Opener(secrets.token_bytes(32), raw[:16])
        for number, page in enumerate(traces.pages_of(raw), 1):
            self.assertGreater(traces.entropy(page), 7.9, f"page {number}")
            self.assertIsNone(wrong.open(number, page), f"page {number}")
        for page in frames:
            self.assertGreater(traces.entropy(page), 7.9)
        for key in (None, secrets.token_hex(32), "00" * 32):
            done = sqlcipher(".dump", "SELECT count(*) FROM sqlite_schema;", key=key)
            self.assertIn("not a database", done.stderr)
            self.assertNotIn("CREATE", done.stdout)

    def test_the_files_beside_it_and_every_folder_of_the_desktop_hold_nothing(self):
        key = bytes.fromhex(self.store.key)
        self.store.wanted.secret("store key", key)
        self.assertEqual((self.store.live / "store.rolltop.lock").read_bytes(), b"")
        self.assertGreater((self.store.live / "store.rolltop-shm").stat().st_size, 0)
        names = []
        for path, raw in traces.files_below(os.environ["ROLLTOP_DESK"]):
            names.append(path.name)
            self.assertEqual(self.store.wanted.found_in(raw), [], path.name)
            self.assertNotIn(b"SQLite format 3", raw, path.name)
        self.assertIn("login.keyring", names)
        self.assertEqual([n for n in names if n.startswith("store.rolltop")].count("store.rolltop"), 2)
        self.assertEqual(STORE.stat().st_mode & 0o777, 0o600)

    def test_what_the_programs_say_to_a_developer_holds_nothing(self):
        said = list(self.store.said)
        for words in (("order", "list"), ("order", "show", "SO-10001"), ("staff", "list"), ("ticket", "list"),
                      ("customer", "list"), ("find", OWN[0]["name"]), ("log", "list")):
            for user in (MANAGER, "liu.yang", "sun.lei"):
                done = EXAMPLE.ctl(*words, "--json", typed=DEMO + "\n", user=user, environment=LOUD)
                said.append(done.stderr)
                said += [line for line in done.stdout.splitlines() if user != MANAGER or is_debug(line)]
            said.append(EXAMPLE.ctl(*words, typed="some wrong secret word\n", user=MANAGER, environment=LOUD).stderr)
        wanted = traces.Wanted()
        wanted.forms.update(self.store.wanted.forms)
        wanted.secret("password", DEMO.encode())
        wanted.secret("typed password", b"some wrong secret word")
        wanted.secret("store key", bytes.fromhex(self.store.key))
        self.assertEqual(wanted.found_in("\n".join(said).encode()), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
