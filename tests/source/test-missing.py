#!/usr/bin/env python3
"""build-aux/test and build-aux/run on computers where something is missing: test-missing.py SOURCE_DIR

Run from a copy of build-aux, on a PATH of links from which some programs are left out and some are others. Each time
it ends with another status than 0, and standard error is one line that says what to do.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(sys.argv[1]).resolve()
FOLDER = tempfile.TemporaryDirectory()

ALL_INSTALLED = """#!/bin/sh
# dpkg-query: every package that is asked for is installed, but for those in $LACKS
case $3 in
  *Version*) case " $LACKS " in *" $4 "*) exit 1 ;; esac; echo 'ii |4.6.1-1'; exit ;;
esac
shift 3
for name; do case " $LACKS " in *" $name "*) ;; *) echo "ii  $name" ;; esac; done
"""
ORDINARY_USER = '#!/bin/sh\n[ "$1" = -u ] && echo 1000 || exec /usr/bin/id "$@"\n'
NO_INDEX = """#!/bin/sh
# apt-get without package lists
case " $* " in
  *' indextargets '*) echo "${INDEX:-}" ;;
  *' update '*) exit ${UPDATE:-0} ;;
  *) echo "E: Unable to locate package gcc"; exit 100 ;;
esac
"""
LOCALES = "#!/bin/sh\nprintf 'C\\nen_US.utf8\\nzh_CN.utf8\\n'\n"
# Nothing of the computer itself is changed by these tests.
NO_EDITING = '#!/bin/sh\n[ "$1" != -i ] || exit 1\nexec /usr/bin/sed "$@"\n'
NO_LIBRARY = """#!/bin/sh
echo 'The Meson build system'
echo 'meson.build:97:2: ERROR: Dependency "sqlcipher" not found, tried pkgconfig'
exit 1
"""
CONFIGURES = '#!/bin/sh\n[ "$1" = setup ] && mkdir -p "$2" && : >"$2/build.ninja"\n'
BREAKS = "#!/bin/sh\necho 'FAILED: src/x.o'\necho '../src/x.c:1:1: error: expected identifier'\nexit 1\n"


class Missing(unittest.TestCase):
    def setUp(self):
        self.top = Path(tempfile.mkdtemp(dir=FOLDER.name))
        shutil.copytree(SOURCE / "build-aux", self.top / "build-aux")
        self.bin = self.top / "bin"
        self.bin.mkdir()
        for folder in ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"):
            for program in Path(folder).iterdir() if Path(folder).is_dir() else ():
                if not (self.bin / program.name).is_symlink():
                    (self.bin / program.name).symlink_to(program)
        self.put(**{"dpkg-query": ALL_INSTALLED, "locale": LOCALES, "apt-get": NO_INDEX, "sed": NO_EDITING,
                    "locale-gen": "#!/bin/sh\nexit 1\n", "tee": "#!/bin/sh\nexit 1\n", "sudo": '#!/bin/sh\nexec "$@"\n'})

    def put(self, *left_out, **programs):
        for name in [*left_out, *programs]:
            (self.bin / name).unlink(missing_ok=True)
        for name, text in programs.items():
            (self.bin / name).write_text(text)
            (self.bin / name).chmod(0o755)

    def fails(self, words, *command, **environment):
        keep = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "ROLLTOP_BUILD")}
        for program in [command] if command else [("build-aux/test",), ("build-aux/run",)]:
            with self.subTest(program):
                done = subprocess.run(program, cwd=self.top, capture_output=True, text=True, timeout=60, check=False,
                                      stdin=subprocess.DEVNULL, env={**keep, **environment, "PATH": str(self.bin)})
                self.assertNotEqual(done.returncode, 0, done.stdout)
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertRegex(done.stderr, rf"^{Path(program[0]).name}: .*{words}")

    def test_packages_without_sudo(self):
        self.put("sudo", id=ORDINARY_USER)
        self.fails("to be installed as root first: gcc meson .*no sudo", LACKS="gcc meson")

    def test_sudo_that_refuses(self):
        self.put(id=ORDINARY_USER, sudo="#!/bin/sh\necho 'sudo: a password is required' >&2\nexit 1\n")
        self.fails("failed: sudo: a password is required", LACKS="gcc")

    def test_programs_of_the_private_desktop(self):
        for tool in ("dbus-daemon", "gnome-keyring-daemon", "Xvfb", "openbox"):
            link = os.readlink(self.bin / tool)
            self.put(tool)
            self.fails(f"{tool} is missing; build-aux/test --setup", "build-aux/with-desk", "true")
            (self.bin / tool).symlink_to(link)

    def test_packages_without_a_package_index(self):
        self.fails("Installing 1 packages.*E: Unable to locate package gcc", LACKS="gcc")

    def test_package_lists_that_cannot_be_read(self):
        self.fails("Reading the package lists failed", LACKS="gcc", UPDATE="100")

    def test_sqlcipher_that_no_index_has(self):
        self.fails("SQLCipher 4 failed|bookworm", LACKS="libsqlcipher-dev sqlcipher")

    def test_locales_that_cannot_be_made(self):
        self.put(locale="#!/bin/sh\necho C\n")
        self.fails("the locales .*could not be made")

    def test_a_tool_of_the_build(self):
        for tool in ("meson", "ninja", "cc", "pkg-config", "msgfmt"):
            link = os.readlink(self.bin / tool) if (self.bin / tool).is_symlink() else None
            self.put(tool)
            self.fails(f"{tool} is missing")
            if link:
                (self.bin / tool).symlink_to(link)

    def test_a_library_of_the_build(self):
        self.put(meson=NO_LIBRARY)
        self.fails('configuring failed: .*Dependency "sqlcipher" not found')

    def test_a_source_that_does_not_compile(self):
        self.put(meson=CONFIGURES, ninja=BREAKS)
        self.fails("building failed: ")

    def test_a_build_without_the_desktop_program(self):
        self.put(meson=CONFIGURES, ninja="#!/bin/sh\nexit 0\n")
        self.fails("without the desktop program", "build-aux/run")

    def test_a_run_of_no_test(self):
        self.put(meson=CONFIGURES, ninja="#!/bin/sh\nexit 0\n")
        self.fails("meson ran no test", "build-aux/test")

    def test_words_that_are_not_understood(self):
        self.fails("unknown option --what", "build-aux/test", "--what")
        self.fails("unknown option --what", "build-aux/run", "--what")
        self.fails("there is no suite what", "build-aux/test", "what")
        self.fails("--clean takes 12 or 13", "build-aux/test", "--clean", "11")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
