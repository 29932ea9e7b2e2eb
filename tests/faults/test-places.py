#!/usr/bin/python3
"""Stores in places and on computers that are not right: test-places.py ROLLTOP_CTL STRANGE_PLACE PLAIN_LIBRARY

Each is refused with a sentence and its exit code, and afterwards no store is another and none is new.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CTL, STRANGE, PLAIN = (os.path.abspath(word) for word in sys.argv[1:4])
FOLDER = tempfile.TemporaryDirectory()
PASSWORD = "rolltop example desk\n"
NOBODY = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"] if os.geteuid() == 0 else []


def ctl(store, *words, before=(), **environment):
    command = [*before, CTL, "--language", "en", "--store", str(store), "--user", "zhao.min", "--password-fd", "0", *words]
    return subprocess.run(command, input=PASSWORD, capture_output=True, text=True, timeout=120, check=False,
                          env={**os.environ, **environment})


def make(name):
    folder = Path(FOLDER.name) / name
    folder.mkdir()
    done = ctl(folder / "s.rolltop", "demo", "--orders", "3", "--tickets", "1")
    assert done.returncode == 0, done.stderr
    return folder / "s.rolltop"


def content(folder):
    """All of a folder but for the empty file that is the lock, which stays wherever a store was asked for."""
    held = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    return {name: raw for name, raw in held.items() if not (name.endswith(".lock") and raw == b"")}


class Places(unittest.TestCase):
    def refused(self, store, code, words, *command, **environment):
        before = content(store.parent)
        done = ctl(store, *(command or ("order", "list")), **environment)
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        self.assertRegex(done.stderr, rf"(?s){words}.*\.\n$")
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertEqual(content(store.parent), before)

    def test_a_read_only_file_system_is_said_to_be_one(self):
        store = make("read-only")
        (store.parent / "s.rolltop.lock").unlink()
        self.refused(store, 1, "cannot be written to", LD_PRELOAD=STRANGE, STRANGE_READ_ONLY=str(store.parent))
        self.assertFalse((store.parent / "s.rolltop.lock").exists())
        self.assertEqual(ctl(store, "order", "list").returncode, 0)

    def test_no_store_is_begun_on_a_read_only_file_system(self):
        store = Path(FOLDER.name) / "read-only-new" / "s.rolltop"
        store.parent.mkdir()
        self.refused(store, 1, "cannot be written to", "init", "--name", "S", "--person", "B", "--yes", "--sheet", "-",
                     LD_PRELOAD=STRANGE, STRANGE_READ_ONLY=str(store.parent))

    def test_every_network_file_system_is_refused(self):
        store = make("network")
        for magic in ("6969", "517b", "ff534d42", "fe534d42", "564c", "5346414f", "73757245", "01021997", "00c36400"):
            with self.subTest(magic):
                self.refused(store, 1, "network drive", LD_PRELOAD=STRANGE, STRANGE_NETWORK=magic)
        self.assertEqual(ctl(store, "order", "list", LD_PRELOAD=STRANGE).returncode, 0)

    def test_no_store_is_begun_on_a_network_file_system(self):
        store = Path(FOLDER.name) / "network-new" / "s.rolltop"
        store.parent.mkdir()
        self.refused(store, 1, "network drive", "init", "--name", "S", "--person", "B", "--yes", "--sheet", "-",
                     LD_PRELOAD=STRANGE, STRANGE_NETWORK="6969")

    def test_a_sqlcipher_that_is_too_old_or_none_is_refused_before_the_file_is_touched(self):
        store = make("cipher")
        for version in ("3.4.1", "4.4.3 community", ""):
            with self.subTest(version):
                self.refused(store, 1, "no SQLCipher 4", LD_PRELOAD=STRANGE, STRANGE_CIPHER=version)
        self.assertEqual(ctl(store, "order", "list", LD_PRELOAD=STRANGE, STRANGE_CIPHER="4.6.1 community").returncode, 0)

    def test_a_second_database_library_in_the_process_is_refused_before_a_file_is_touched_or_made(self):
        store = make("plain")
        self.refused(store, 1, "no SQLCipher 4", LD_PRELOAD=PLAIN)
        new = Path(FOLDER.name) / "plain-new" / "s.rolltop"
        new.parent.mkdir()
        self.refused(new, 1, "no SQLCipher 4", "init", "--name", "S", "--person", "B", "--yes", "--sheet", "-", LD_PRELOAD=PLAIN)

    def test_missing_key_wrong_key_damaged_beginning_and_damaged_page_are_told_apart(self):
        store, said = make("apart"), {}
        raw = store.read_bytes()
        for what, change in (("beginning", lambda b: b[:200] + bytes([b[200] ^ 1]) + b[201:]),
                             ("page", lambda b: b[:4096 + 200] + bytes([b[4096 + 200] ^ 1]) + b[4096 + 201:])):
            copy = store.with_name(f"{what}.rolltop")
            copy.write_bytes(change(raw))
            done = ctl(copy, "order", "list")
            self.assertEqual(done.returncode, 8, done.stderr)
            said[what] = done.stderr
        shutil.copy(store, store.with_name("other.rolltop"))
        subprocess.run(["secret-tool", "clear", "application", "rolltop"], check=True)
        done = ctl(store, "order", "list")
        self.assertEqual(done.returncode, 5, done.stderr)
        said["missing"] = done.stderr
        make("another")
        done = ctl(store, "order", "list")
        self.assertEqual(done.returncode, 8, done.stderr)
        said["wrong"] = done.stderr
        self.assertIn("is damaged", said["page"])
        self.assertIn("Page 1", said["beginning"])
        self.assertIn("its key is not in this desktop’s keyring", said["missing"])
        self.assertIn("None of the keys", said["wrong"])
        self.assertEqual(store.read_bytes(), raw)

    def test_memory_that_cannot_be_locked_is_said(self):
        store = make("memory")
        done = ctl(store, "order", "list", before=NOBODY + ["prlimit", "--memlock=0", "--"])
        self.assertIn("memory cannot be locked", done.stderr)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
