"""The first start: welcome, a store of one's own up to the recovery sheet, the example store."""

import time

from deskdriver import StepFailed, keyboard


def welcome(walk):
    walk.step("welcome", walk.words("Welcome to Rolltop"), walk.words("_Try with an example store"))


def set_up(walk):
    """A store of one's own, to the recovery sheet and the sign-in after it."""
    walk.press("_Set up a store")
    walk.step("set-up-store", walk.words("What customers see"))
    walk.fill("Name of the store", walk.pick("Oak & Elm", "橡榆家具"), here=True)
    walk.fill("Address and telephone", walk.pick("12 Example Street, Sampletown, 555-0100", "示例路12号"))
    walk.fill("Whom customers ask about their data", "privacy@example.com")
    walk.step("set-up-store-filled")
    walk.press("_Next")
    walk.see(walk.words("The first manager"))
    time.sleep(0.4)
    walk.fill("Your name", walk.pick("Lin Mei", "林梅"), here=True)
    walk.fill("Short name to sign in with", "lin.mei")
    walk.fill("Password", "four words that hold 7")
    walk.fill("The same once more", "four words that hold 7")
    walk.step("set-up-manager", walk.words("The first manager"))
    walk.press("_Make the store")
    walk.step("recovery-sheet", walk.words("The recovery sheet"))


def example(walk):
    """The example store at one press."""
    keyboard.listen()
    walk.press("_Try with an example store")
    walk.desk.wait_for_text(walk.words("_Sign in"), 90)
    walk.see(walk.words("Oak & Elm Furniture"), seconds=90)
    time.sleep(1)
    walk.step("sign-in", walk.words("Password"))
    if walk.desk.value(walk.words("Password")) is None:
        raise StepFailed("there is no entry for the password")
