"""The dispatcher's job; the manager's notices and their papers, staff, customers, rules, review, keys, training, an import;
the lock."""

import csv
import datetime
import time
from pathlib import Path

from deskdriver import wait_for

TREE = Path(__file__).resolve().parent.parent.parent


def dispatcher(walk):
    """Plans the delivery of the new order and sees where it goes only for that."""
    walk.sign_in("dispatcher")
    walk.area(1, "Orders")
    walk.keys("Home")
    walk.see(walk.words("Taken by"))
    walk.step("dispatcher-order", walk.known["order"])
    walk.press("_More", with_key="space")
    time.sleep(0.5)
    walk.choose("_Plan the delivery…")
    wait_for("the plan", lambda: walk.window_called(walk.words("Plan the delivery")))
    day = datetime.date.today() + datetime.timedelta(days=1)
    walk.fill("From", day.isoformat())
    walk.fill("Until", day.isoformat())
    walk.step("dispatcher-plan")
    walk.keys("ctrl+Return")
    walk.see(walk.words("The delivery is planned."))
    walk.step("dispatcher-planned", walk.words("Planned by"))
    walk.lock()


def notices(walk):
    walk.area(4, "Notices")
    walk.step("manager-notice", walk.words("Every part that customers must be told is there."))
    for above, file in ((0, "notice"), (3, "notice-counter")):
        walk.press("_Print", with_key="space")
        time.sleep(0.5)
        walk.choose("_Preview", above)
        time.sleep(1.5)
        walk.step(f"manager-{file}-preview", walk.words("_Save as PDF…"))
        walk.keys("ctrl+s")
        path = walk.save_paper(file)
        walk.paper_has_pages(path, above > 0)
        time.sleep(0.5)
        walk.area(4, "Notices")


def staff_and_customers(walk):
    walk.area(5, "Staff")
    walk.step("manager-staff", walk.words("_Add a person…"))
    walk.area(3, "Customers")
    walk.keys("Home")
    walk.see(walk.words("_Edit…"))
    walk.step("manager-customer")


def rules_and_review(walk):
    """What watches over the rest: who sees what, the log read for what should not be, keys, training."""
    walk.area(6, "Rules")
    walk.step("manager-rules", walk.words("Who sees what"))
    walk.area(7, "Review")
    walk.see(walk.words("Findings"))
    time.sleep(1)
    walk.keys("Down")
    walk.step("manager-review", walk.words("What the log says"))
    walk.press("Looks", key="shift+Tab", with_key="space")
    time.sleep(1)
    walk.step("manager-looks")
    walk.area(8, "Keys")
    walk.step("manager-keys", walk.words("Sheet in force"))
    walk.area(9, "Training")
    walk.step("manager-training")


def file_of_orders(walk):
    """Orders from elsewhere: the ones beside the tree, or three made on the spot."""
    for place in (TREE.parent, TREE.parent.parent):
        file = place / "shared" / "data" / "furniture-orders.csv"
        if file.exists():
            return file
    path = walk.out / "orders-to-import.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Order ID", "Order Date", "Customer ID", "Customer Name", "Country", "City", "State", "Postal Code",
                      "Product ID", "Product Name", "Sales", "Quantity"])
        for i in range(3):
            out.writerow([f"X-{i}", "11/8/2025", f"C-{i}", f"Example Person {i}", "United States", "Sampletown", "Ohio",
                          "43000", f"P-{i}", "Oak bookcase", "261.96", "2"])
    return path


def import_orders(walk):
    walk.area(1, "Orders")
    walk.press("More", key="shift+Tab", with_key="space")
    time.sleep(0.5)
    walk.choose("_Import orders…")
    wait_for("the window for imports", lambda: walk.window_called(walk.words("Import orders")))
    walk.step("import", walk.words("_Choose a file…"))
    walk.keys("ctrl+o")
    title = walk.words("Choose a file with orders")
    wait_for("the dialogue for the file", lambda: walk.window_called(title))
    walk.desk.take_file(file_of_orders(walk), lambda: walk.window_called(title))
    walk.see(walk.words("What the columns become"))
    time.sleep(2)
    walk.step("import-preview", walk.words("The first rows"))
    walk.press("_Import")
    walk.see(walk.words("Orders added"), seconds=120)
    walk.step("import-done")
    walk.keys("Escape")
    time.sleep(0.5)
    walk.step("imported-orders")


def manager(walk):
    walk.sign_in("manager")
    notices(walk)
    staff_and_customers(walk)
    rules_and_review(walk)
    import_orders(walk)
    shortcuts(walk)


def shortcuts(walk):
    walk.keys("ctrl+question")
    walk.desk.wait_for_text(walk.words("Show or hide the sidebar"))
    time.sleep(0.5)
    walk.step("shortcuts")
    walk.keys("Escape")
    time.sleep(0.5)


def lock(walk):
    walk.lock()
    walk.step("locked", walk.words("Password"))
