"""Service: what they may see of the order, a ticket from its line, the diary, the states, the sheet."""

import time

from deskdriver import StepFailed, wait_for


def see_order(walk):
    walk.sign_in("service")
    walk.area(1, "Orders")
    walk.keys("Home")
    walk.see(walk.words("Taken by"))
    walk.step("service-order", walk.known["order"])
    if any("1,480" in text or "500.00" in text for text in walk.desk.visible_texts()):
        raise StepFailed("service sees the money of an order")


def new_ticket(walk):
    line = walk.pick("Bookshelf to measure, oak", "橡木书架，按尺寸定制")
    walk.desk.go_to(walk.words("New ticket for %s") % line)
    walk.keys("Return")
    walk.see(walk.words("_Save the ticket"))
    time.sleep(0.5)
    walk.step("service-new-ticket", line)
    walk.desk.go_to(walk.words("What is wrong"))
    walk.desk.write(walk.pick("The second shelf from the top bends.", "从上数第二块层板弯曲。"))
    walk.step("service-ticket-filled", line)
    walk.keys("ctrl+s")
    walk.see(walk.words("The ticket is saved."))
    walk.step("service-ticket", walk.words("Nobody yet"))


def work_on_it(walk):
    walk.press("_Assign", with_key="space")
    time.sleep(0.4)
    walk.step("service-assign")
    walk.choose("To _me")
    walk.see(walk.words("The ticket is yours now."))
    walk.keys("ctrl+m")
    time.sleep(0.5)
    walk.desk.write(walk.pick("Agreed by telephone: a new shelf comes on Friday.", "已电话约定：周五送新层板。"))
    walk.keys("ctrl+Return")
    walk.see(walk.words("The note is added."))
    walk.step("service-diary")
    walk.keys("ctrl+r")
    walk.see(walk.words("The state is changed."))
    walk.step("service-in-progress")


def paper(walk):
    walk.desk.go_to(walk.words("_Print"))
    walk.desk.tab()
    walk.keys("space")
    time.sleep(0.5)
    walk.choose("_Save as PDF…")
    path = walk.save_paper("ticket")
    walk.paper_says(path, walk.pick("The second shelf from the top bends.", "从上数第二块层板弯曲。"))
    walk.step("service-sheet-saved")


def resolve(walk):
    walk.keys("ctrl+r")
    wait_for("the question how it was resolved", lambda: walk.window_called(walk.words("Resolve the ticket")))
    walk.desk.write(walk.pick("New shelf fitted.", "已换新层板。"))
    walk.step("service-resolve")
    walk.keys("ctrl+Return")
    walk.see(walk.words("The ticket is resolved."))
    walk.step("service-resolved")


def steps(walk):
    see_order(walk)
    new_ticket(walk)
    work_on_it(walk)
    paper(walk)
    resolve(walk)
    walk.lock()
