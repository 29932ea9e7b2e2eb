"""What the tests of rolltop-ctl share: running it as a person would, beside a keyring of its own. The first argument
of each test is the program."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = sys.argv[1]
OWNER = "oak tree walnut 5"
DEMO = "rolltop example desk"
# The right answers to the ready-made training.
TRAINING = {"acknowledge": True, "2": [3, 2, 3, 1], "3": [2, 3, 2, 1]}
FOLDER = tempfile.TemporaryDirectory()


def ctl(*words, typed="", store=None, user=None):
    """Runs the program; @typed is its standard input: passwords line by line, then what --from - reads."""
    command = [PROGRAM, "--language", "en", "--password-fd", "0"]
    command += ["--store", str(store)] if store else []
    command += ["--user", user] if user else []
    return subprocess.run(command + [str(word) for word in words], input=typed, capture_output=True, text=True,
                          timeout=240, check=False)


def train(store, user, password):
    """Does what training is due for a person."""
    done = ctl("training", "do", "--from", "-", typed=f"{password}\n{json.dumps(TRAINING)}", store=store, user=user)
    assert done.returncode == 0, done.stderr


def make(name, *options, trained=True):
    """A new store with one manager, boss, whose password is OWNER, and who has done their training."""
    path = Path(FOLDER.name) / name
    done = ctl("init", "--name", "Shop", "--person", "Bo Linden", "--roles", "administrator", "--code-roles", "none", "--least-cost", "--yes",
               "--sheet", "-", *options,
               typed=OWNER + "\n", store=path, user="boss")
    assert done.returncode == 0, done.stderr
    if trained:
        train(path, "boss", OWNER)
    return path, done.stdout


def make_demo(name, orders=12, tickets=0, seed=3, language="en"):
    """An example store; everybody's password is DEMO."""
    path = Path(FOLDER.name) / name
    done = ctl("demo", "--orders", orders, "--tickets", tickets, "--seed", seed, "--demo-language", language, store=path)
    assert done.returncode == 0, done.stderr
    return path


class Shop:
    """One person at one store."""

    def __init__(self, store, user="boss", password=OWNER):
        self.store, self.user, self.password = store, user, password

    def run(self, *words, given=""):
        given = given if isinstance(given, str) else json.dumps(given)
        return ctl(*words, typed=f"{self.password}\n{given}", store=self.store, user=self.user)

    def get(self, *words, given=""):
        """What a command that must succeed says with --json."""
        done = self.run(*words, "--json", given=given)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def put(self, command, given, *words):
        """A command that takes its values from standard input."""
        return self.get(*command.split(), *words, "--from", "-", given=given)


def clear(record, field):
    """The clear value of a field, or None."""
    value = record["personal"].get(field, {})
    return value.get("text") if value.get("show") == "clear" else None


class Case(unittest.TestCase):
    def sentence(self, done, code):
        """One clear sentence, the documented exit code, and nothing else."""
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.strip().endswith("."), done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)


def shared_file(name):
    """Input that nobody here wrote lies beside the tree, or it does not: None."""
    folder = os.environ.get("ROLLTOP_SHARED_DATA")
    path = Path(folder) / name if folder else None
    return path if path and path.exists() else None


def main():
    unittest.main(argv=sys.argv[:1], verbosity=2)
