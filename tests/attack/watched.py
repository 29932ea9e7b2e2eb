"""The windows' program with a way to tell its own memory (watched.c), and what to look for in it."""

import re
import subprocess
import threading

from window import Window, wait_for


class Watched(Window):
    """@told is where its memory is written and read."""

    def __init__(self, build, program, store, told):
        # no help from elsewhere: meson and the tests' own G_DEBUG have freed memory overwritten too
        super().__init__(build, store, MALLOC_PERTURB_="0", G_DEBUG="fatal-criticals")
        self._command[0], self._told = program, told
        self._answers = threading.Semaphore(0)

    def __enter__(self):
        self.program = subprocess.Popen(self._command, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace")
        threading.Thread(target=self._keep, daemon=True).start()
        wait_for("the window of Rolltop", self.windows)
        return self

    def __exit__(self, *what):
        super().__exit__(*what)
        self.program.stdin.close()

    def _keep(self):
        for line in self.program.stdout:
            if line == "watched\n":
                self._answers.release()
            else:
                self.said.append(line)

    def _ask(self, what):
        self.program.stdin.write(f"{what} {self._told}\n")
        self.program.stdin.flush()
        assert self._answers.acquire(timeout=120), "".join(self.said)
        told = self._told.read_bytes()
        self._told.unlink()
        return told

    def keys(self):
        """The class keys and the private key of who is signed in."""
        return [bytes.fromhex(line.decode()) for line in self._ask("keys").splitlines()]

    def shown(self):
        """The words of every label that is in a window."""
        return self._ask("shown")

    def memory(self):
        """Every writable mapping."""
        return self._ask("memory")


def number_patterns():
    """A reserved number, however it is grouped, in bytes, UTF-16 or UTF-32."""
    for width in (1, 2, 4):
        zeros = rb"\0" * (width - 1)
        digit, gap = rb"[0-9]" + zeros, rb"(?:[^0-9]" + zeros + rb"){0,3}"
        fives, first = (rb"5" + zeros) * 3, rb"0" + zeros + rb"1" + zeros
        yield re.compile(rb"((?:" + digit + rb"){3})" + gap + rb"(" + fives + rb")" + gap + rb"(" + first + digit * 2 + rb")")


FIVES, BACKWARDS = re.compile(rb"5\0{0,3}5\0{0,3}5"), re.compile(rb"[0-9]{2}10555[0-9]{3}")
NUMBERS = list(number_patterns())
AROUND = 64  # bytes before and behind the three fives in which such a number lies


def numbers_in(memory):
    """Every reserved number (three digits, 555, 01 and two more) that stands there, backwards too."""
    found = set()
    for place in FIVES.finditer(memory):
        part = memory[max(0, place.start() - AROUND):place.end() + AROUND]
        for pattern in NUMBERS:
            found |= {b"".join(parts).replace(b"\0", b"") for parts in pattern.findall(part)}
        found |= {number[::-1] for number in BACKWARDS.findall(part)}
    return found


def forms_of(text):
    """Characters as the libraries keep them."""
    return [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")]
