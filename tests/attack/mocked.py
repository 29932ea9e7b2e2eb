"""desktop_mock.py while a test lasts."""

import subprocess
import sys
from pathlib import Path


class Mock:
    def __init__(self, *options):
        self._command = [sys.executable, str(Path(__file__).with_name("desktop_mock.py")), *options]

    def __enter__(self):
        self.program = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.program.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_):
        self.program.stdin.close()
        self.program.wait(20)
        self.program.stdout.close()

    def tell(self, *words):
        """Gives the number that it answers."""
        self.program.stdin.write(" ".join(map(str, words)) + "\n")
        self.program.stdin.flush()
        return int(self.program.stdout.readline())
