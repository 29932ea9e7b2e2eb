#!/usr/bin/python3
"""What another program of the same person can take from a running one: test-process.py ROLLTOP_CTL

The program is started so that it waits for a password. Whoever tries is the same user without any privilege.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

CTL = os.path.abspath(sys.argv[1])
FOLDER = tempfile.TemporaryDirectory()
PLAIN = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"] if os.geteuid() == 0 else []


def can_read(pid, name):
    """Whether somebody of this user, with no privilege, can open that part of the process."""
    line = f"import sys; open('/proc/{pid}/{name}', 'rb').read(1)" if name != "mem" else f"open('/proc/{pid}/mem', 'rb')"
    return subprocess.run(PLAIN + [sys.executable, "-c", line], stderr=subprocess.DEVNULL, check=False).returncode == 0


class Process(unittest.TestCase):
    def setUp(self):
        words = ["--language", "en", "--store", str(Path(FOLDER.name) / "s.rolltop"), "--user", "boss", "--password-fd", "0"]
        self.program = subprocess.Popen(PLAIN + [CTL, *words, "init", "--name", "Shop", "--person", "Bo", "--yes", "--sheet", "-"],
                                        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=FOLDER.name)
        self.other = subprocess.Popen(PLAIN + ["cat"], stdin=subprocess.PIPE)
        self.wait_until_it_protects_itself()

    def tearDown(self):
        for program in (self.program, self.other):
            program.stdin.close()
            program.kill()
            program.wait()

    def wait_until_it_protects_itself(self):
        """It does so before anything else; 20 seconds are for a slow machine."""
        until = time.monotonic() + 20
        while can_read(self.program.pid, "environ") and time.monotonic() < until:
            time.sleep(0.05)
        self.assertIsNone(self.program.poll())

    def test_nobody_else_reads_its_memory_or_environment(self):
        for name in ("environ", "maps", "auxv"):
            self.assertTrue(can_read(self.other.pid, name), f"{name} of any program")
            self.assertFalse(can_read(self.program.pid, name), name)
        self.assertFalse(can_read(self.program.pid, "mem"))

    def test_it_leaves_no_core_however_it_ends(self):
        self.assertEqual(resource.prlimit(self.program.pid, resource.RLIMIT_CORE), (0, 0))
        self.program.send_signal(signal.SIGABRT)
        self.program.wait()
        self.assertEqual(self.program.returncode, -signal.SIGABRT)
        self.assertEqual([path.name for path in Path(FOLDER.name).iterdir()], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
