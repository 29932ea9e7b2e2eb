"""One walk through the windows in one language: keys, what must be on the screen then, and a picture of it."""

import gettext
import re
import subprocess
import time

from deskdriver import (PATIENCE, Atspi, StepFailed, has_state, is_item, is_mute_item, keyboard, names_around, same_name,
                        texts_of, wait_for, walk_visible)

PASSWORD = "rolltop example desk"
# The example store's people: their name in both languages.
PEOPLE = {
    "clerk": ("Li Qiang", "李强"),
    "service": ("Lin Mei", "林梅"),
    "dispatcher": ("Chen Jie", "陈杰"),
    "manager": ("Zhao Min", "赵敏"),
}
# Whoever is first in the list of names stands in it.
EVERYBODY = {
    *("Chen Jie", "Huang Tao", "Li Qiang", "Lin Mei", "Liu Yang", "Sun Lei", "Wang Fang", "Zhao Min"),
    *("陈杰", "黄涛", "李强", "林梅", "刘洋", "孙磊", "王芳", "赵敏"),
}


class Walk:
    """What a step needs: the desk, the words of the language, where pictures and papers go."""

    def __init__(self, desk, options, language):
        self.desk, self.out, self.language = desk, options.out, language
        self.short = language[:2]
        self.chinese = self.short == "zh"
        self.known = {}  # what one step learns for a later one
        self._number = 0
        self._catalogue = gettext.translation("rolltop", options.build / "po", [language], fallback=True)

    def take_over(self, former):
        """Goes on where another walk in this language stopped."""
        self.known, self._number = former.known, former._number

    def words(self, words):
        """What the windows call it: the catalogue's words without the mark of the mnemonic."""
        return self._catalogue.gettext(words).replace("_", "")

    def pick(self, english, chinese):
        """What this walk types: its own language."""
        return chinese if self.chinese else english

    def step(self, name, *sees):
        """Sees to it that each of the words is on the screen, then takes the picture."""
        self.see(*sees)
        self._number += 1
        picture = self.out / f"{self.short}-{self._number:02d}-{name}.png"
        self.desk.picture(picture)
        print(picture.stem, flush=True)
        self.check_warnings()

    def check_warnings(self):
        if self.desk.warnings:
            raise StepFailed(f"the toolkit complains: {self.desk.warnings[0]}")

    def see(self, *sees, seconds=PATIENCE):
        """Waits until all of the words are on the screen."""
        missing = list(sees)

        def look():
            for words in self.desk.drawn_with(missing) if missing else ():
                missing[:] = [one for one in missing if one != words]
                if not missing:
                    break
            return not missing

        try:
            wait_for("", look, seconds)
        except StepFailed as failed:
            raise StepFailed(f"“{missing[0]}” did not appear in {seconds} seconds") from failed

    def keys(self, *keys):
        self.desk.press(*keys)
        keyboard.listen()

    def press(self, words, key="Tab", with_key="Return"):
        """Goes to the button by keyboard and presses it."""
        self.desk.go_to(self.words(words), key)
        self.keys(with_key)

    def fill(self, words, text, here=False):
        self.desk.fill(self.words(words), text, here)

    def tick(self, words):
        """Ticks the box with these words."""
        self.press(words, with_key="space")
        if not has_state(keyboard.at, Atspi.StateType.CHECKED):
            raise StepFailed(f"“{self.words(words)}” is not ticked after Space")

    def choose(self, words, above=0):
        """Goes down an open menu or list to the item with these words, or to the one with so many others above it, and
        takes it."""
        name, seen, before = self.words(words), [], None
        for _ in range(30):
            here = self.item_in_front()
            if above > 0:
                self.keys(*["Down"] * above, "Return")
                return
            if is_mute_item(here):
                self.desk.press_mnemonic(self._catalogue.gettext(words))
                keyboard.listen()
                return
            names = names_around(here) + [text for node in walk_visible(here) for text in texts_of(node)]
            if here != before and any(same_name(one, name) for one in names):
                self.keys("Return")
                return
            before = here
            seen.append(next((one for one in names if one), "?"))
            keyboard.at = None
            self.desk.press("Down")
        raise StepFailed(f"the list has no “{name}”; it has {', '.join(dict.fromkeys(seen))}")

    def item_in_front(self):
        """The item of the open menu or list with the keyboard, also where its state is set and nothing told. What opens may
        have the keyboard as a whole before an item of it has."""

        def look():
            keyboard.listen()
            if not is_item(keyboard.at):
                keyboard.at = next((node for node in self.desk.visible()
                                    if has_state(node, Atspi.StateType.FOCUSED) and is_item(node)), None)
            return keyboard.at

        return wait_for("an item of the open list", look)

    def text_like(self, pattern):
        """The first text on the screen that is all like the pattern."""
        return wait_for(
            f"a text like {pattern}",
            lambda: next((text for text in self.desk.visible_texts() if re.fullmatch(pattern, text)), None),
        )

    def area(self, place, words):
        """Goes to a place of the sidebar by its key."""
        self.keys(f"alt+{place}")
        wait_for(
            f"the place “{self.words(words)}”",
            lambda: any(
                node.get_role() == Atspi.Role.LIST_ITEM
                and same_name(node.get_name(), self.words(words))
                and has_state(node, Atspi.StateType.SELECTED)
                for node in self.desk.visible()
            ),
        )

    def sign_in(self, role):
        """Signs somebody of the example store in."""
        name = PEOPLE[role][1 if self.chinese else 0]
        wait_for("the password", lambda: self.desk.value(self.words("Password")) is not None, 60)
        wait_for("the list of names", lambda: any(one in EVERYBODY for one in self.desk.visible_texts()))
        self.desk.at_entry(self.words("Password"))
        self.desk.go_to(self.words("Name"), "shift+Tab")
        self.keys("space")
        time.sleep(0.4)
        self.keys("Home")
        self.choose(name)
        time.sleep(0.3)
        self.fill("Password", PASSWORD)
        self.keys("Return")
        self.see(name + " ·")

    def lock(self):
        self.keys("ctrl+l")
        self.desk.find(self.words("Password"), Atspi.Role.TEXT)

    def save_paper(self, file):
        """The dialogue that asks where the PDF goes: its path is typed. The file must come and be a paper."""
        path = self.out / f"{self.short}-{file}.pdf"
        wait_for("the dialogue “Save as PDF”", lambda: self.window_called(self.words("Save as PDF")))
        time.sleep(0.5)
        self.keys("ctrl+a")
        self.desk.type(str(path))
        time.sleep(0.3)
        if file == "order":
            self.step("where-the-paper-goes")
        self.keys("Return")
        wait_for(f"the file {path.name}", lambda: path.exists() and path.stat().st_size > 1000)
        time.sleep(0.3)
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=False)
        if told.returncode != 0:
            raise StepFailed(f"{path.name} is not a PDF: {told.stderr.strip()}")
        print(f"{path.stem} (PDF)", flush=True)
        return path

    def window_called(self, title):
        """Whether one of the program's windows has this title, as the window manager knows it."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", re.escape(title)],
                               capture_output=True, text=True, check=False)
        return found.stdout.strip() != ""

    @staticmethod
    def paper_has_pages(path, one):
        """The paper has one page, or more than one."""
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
        pages = int(re.search(r"(?m)^Pages: +(\d+)$", told).group(1))
        if (pages == 1) != one:
            raise StepFailed(f"{path.name} has {pages} pages")

    @staticmethod
    def paper_says(path, *words):
        """The paper holds these words."""
        text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
        flat = re.sub(r"\s+", "", text)
        for one in words:
            if re.sub(r"\s+", "", one) not in flat:
                raise StepFailed(f"{path.name} does not say “{one}”")
