"""How it looks in the dark style and with text of twice the size: the list with one order, the form."""

import time


def form(walk, name):
    walk.keys("ctrl+n")
    walk.see(walk.words("_Save the order"))
    time.sleep(0.7)
    walk.step(f"{name}-form")


def dark(walk):
    walk.sign_in("clerk")
    walk.area(1, "Orders")
    walk.see("SO-1")
    time.sleep(1)
    walk.keys("Down")
    walk.see(walk.words("Still to pay"))
    walk.step("dark-order")
    form(walk, "dark")


def large_text(walk):
    """The list takes all of the window then, and what is opened from it too."""
    walk.step("large-text-sign-in", walk.words("_Sign in"))
    walk.sign_in("manager")
    walk.area(1, "Orders")
    walk.see("SO-1")
    walk.step("large-text-orders")
    walk.keys("Down", "Return")
    walk.see(walk.words("Still to pay"))
    walk.step("large-text-order")
    walk.keys("alt+Left")
    walk.see(walk.words("This week"))
    form(walk, "large-text")
    walk.keys("Escape")
    walk.area(2, "Tickets")
    walk.see("ST-")
    walk.step("large-text-tickets")
    walk.keys("Down", "Return")
    walk.see(walk.words("Diary"))
    walk.step("large-text-ticket")
    walk.area(4, "Notices")
    walk.step("large-text-notice", walk.words("Version %d") % 1)


def lost_keyring(walk):
    """The key is not in the keyring any more: the page that says so, and the way back."""
    walk.step("key-lost", walk.words("The key of this store is not in the keyring"))
    walk.press("Use the _recovery sheet")
    time.sleep(0.5)
    walk.step("recovery")
