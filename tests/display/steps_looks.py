"""How it looks in the dark style and with text of twice the size: the list with one order, the form."""

import time


def look(walk, name):
    walk.sign_in("clerk")
    walk.area(1, "Orders")
    walk.see("SO-1")
    time.sleep(1)
    walk.keys("Down")
    walk.see(walk.words("Still to pay"))
    walk.step(f"{name}-order")
    walk.keys("ctrl+n")
    walk.see(walk.words("_Save the order"))
    time.sleep(0.7)
    walk.step(f"{name}-form")


def lost_keyring(walk):
    """The key is not in the keyring any more: the page that says so, and the way back."""
    walk.step("key-lost", walk.words("The key of this store is not in the keyring"))
    walk.press("Use the _recovery sheet")
    time.sleep(0.5)
    walk.step("recovery")
