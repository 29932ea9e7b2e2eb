"""The clerk: the list, one order, a new order for a returning customer and one for a new one, and its paper."""

import datetime
import time

from deskdriver import wait_for


def look_around(walk):
    walk.sign_in("clerk")
    walk.area(1, "Orders")
    walk.see("SO-10120")
    walk.step("clerk-orders", walk.words("_New order"))
    walk.press("Mine", key="shift+Tab", with_key="space")
    walk.step("clerk-filter-mine", "SO-10120")
    walk.press("All", key="shift+Tab", with_key="space")
    walk.known["phone"] = walk.text_like(r"(?!\d{4}-\d\d-\d\d$)[(\d][\d() -]{9,}")
    walk.area(1, "Orders")
    walk.keys("Home")
    walk.see(walk.words("Taken by"))
    walk.step("clerk-order", walk.words("Lines"))


def take_who(walk, phone):
    walk.keys("ctrl+n")
    walk.see(walk.words("_Save the order"))
    time.sleep(0.5)
    walk.fill("Phone", phone, here=True)
    walk.keys("Return")


def take_lines(walk):
    """One line from the product list, one typed and made to order."""
    walk.desk.write(walk.pick("sofa", "沙发"))
    time.sleep(1)
    walk.step("clerk-product-list")
    walk.keys("Down", "Return")
    time.sleep(0.5)
    walk.press("Add a _line")
    time.sleep(0.3)
    walk.desk.write(walk.pick("Bookshelf to measure, oak", "橡木书架，按尺寸定制"))
    walk.fill("Price each", "1480")
    walk.tick("Ma_de to order")
    walk.fill("What is made to order: measures of the piece, material, colour",
              walk.pick("180 x 220 cm, oiled oak", "180 x 220 厘米，橡木本色"))
    walk.step("clerk-lines")


def take_rest(walk):
    """When, the deposit, the notice."""
    from_day = datetime.date.today() + datetime.timedelta(days=21)
    walk.fill("Deliver from", from_day.isoformat())
    walk.fill("Until", (from_day + datetime.timedelta(days=2)).isoformat())
    walk.fill("Deposit now", "500")
    walk.tick("The customer was given this _notice and acknowledges it")
    walk.step("clerk-notice-acknowledged", walk.words("_Save the order"))


def newest_number(walk):
    numbers = [text for text in walk.desk.visible_texts() if text.startswith("SO-1") and text[3:].isdigit()]
    return max(numbers, default="")


def saved(walk, name, former):
    """The order stands in the list, newest first, and beside it what was typed."""
    number = wait_for("the new order in the list", lambda: (newest_number(walk) > former) and newest_number(walk))
    walk.see(walk.words("Taken by"))
    walk.step(name, number)
    return number


def returning_customer(walk):
    take_who(walk, walk.known["phone"])
    walk.step("clerk-returning-customer", walk.words("_Use this customer"))
    walk.desk.go_to(walk.words("_Use this customer"))
    walk.keys("Return")
    time.sleep(0.5)
    take_lines(walk)
    take_rest(walk)
    former = newest_number(walk)
    walk.keys("ctrl+s")
    walk.known["order"] = saved(walk, "clerk-order-saved", former)


def new_customer(walk):
    take_who(walk, walk.pick("212 555 0199", "138 0013 8199"))
    walk.see(walk.words("Nobody with this number yet: a new customer."))
    walk.fill("Name", walk.pick("Alice Example", "张示例"))
    walk.keys("ctrl+s")
    time.sleep(0.5)
    walk.step("clerk-what-is-missing")
    walk.fill("Street and number", walk.pick("12 Sample Street", "示例路12号"))
    walk.fill("City", walk.pick("Sampletown", "杭州市"))
    walk.desk.go_to(walk.words("Product, from the list or typed"))
    walk.desk.write(walk.pick("Oak stool", "橡木凳"))
    time.sleep(0.5)
    walk.fill("Price each", "120")
    walk.tick("The customer was given this _notice and acknowledges it")
    former = newest_number(walk)
    walk.keys("ctrl+s")
    saved(walk, "clerk-new-customer-saved", former)


def paper(walk):
    """Preview and PDF of the order, from the menu beside Print."""
    walk.desk.go_to(walk.words("_Print"))
    walk.desk.tab()
    walk.keys("space")
    time.sleep(0.5)
    walk.choose("_Preview")
    wait_for("the preview", lambda: walk.window_called(walk.known["order"]))
    time.sleep(1)
    walk.step("clerk-print-preview", walk.words("_Save as PDF…"))
    walk.keys("ctrl+s")
    path = walk.save_paper("order")
    walk.paper_says(path, walk.known["order"])
    walk.see(walk.words("The PDF is saved."))
    walk.step("clerk-paper-saved")


def steps(walk):
    look_around(walk)
    new_customer(walk)
    returning_customer(walk)
    paper(walk)
    walk.lock()
