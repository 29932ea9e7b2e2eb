"""The real window, driven by keyboard, with everything it says kept."""

import os
import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "display"))
from deskdriver import StepFailed, wait_for  # noqa: E402, F401
from scene import Seat  # noqa: E402


class Window(Seat):
    """The windows, with standard output and errors kept in .said, and settings that go to a file."""

    def __init__(self, build, store, **environment):
        super().__init__(build, "en", store, {"GSETTINGS_BACKEND": "keyfile", "GSK_RENDERER": "cairo", **environment})
        self.said = []

    def __enter__(self):
        self.program = subprocess.Popen(self._command, env=self._environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace")
        threading.Thread(target=self._keep, daemon=True).start()
        wait_for("the window of Rolltop", self.windows)
        return self

    def __exit__(self, *what):
        super().__exit__(*what)
        self.program.stdout.close()

    def _keep(self):
        try:
            for line in self.program.stdout:
                self.said.append(line)
        except ValueError:
            pass  # closed at the end

    def sign_in_last(self, password):
        """As the last in the list of names, from the sign-in page."""
        self.find("Sign in")
        self.choose_last_name()
        self.type(password)
        self.press("Return")

    @staticmethod
    def _tree():
        return subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, check=True).stdout.splitlines()

    def titles(self):
        """Of every window on the display."""
        return [line.split('"')[1] for line in self._tree() if '"' in line]

    def connections(self):
        """How many connections to the display the program has. The toolkit's inspector opens one of its own."""
        return len([line for line in self._tree() if '("rolltop" "rolltop")  1x1' in line])


def on_bus(*words):
    """gdbus, on the session's own bus."""
    return subprocess.run(["gdbus", *words], capture_output=True, text=True, timeout=30, check=False, env=os.environ)
