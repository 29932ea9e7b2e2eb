#!/usr/bin/python3
"""Order files through rolltop-ctl: what is taken, what is refused, and that nothing stays of what was stopped.
test-import.py PROGRAM"""

import csv
import fcntl
import json
import os
import pty
import random
import subprocess
import termios
import unicodedata
from pathlib import Path

from ctlrun import FOLDER, OWNER, PROGRAM, Case, Shop, clear, main, make, make_demo, shared_file

HEAD = ["Order ID", "Order Date", "Ship Date", "Customer ID", "Customer Name", "Country", "City", "State", "Postal Code",
        "Product ID", "Sub-Category", "Product Name", "Sales", "Quantity"]
BIDI = "".join(chr(c) for c in range(0x110000) if unicodedata.bidirectional(chr(c)) in
               {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}) + "\u061c\u200e\u200f"


def row(number, **cells):
    values = {"Order ID": f"US-2026-{number}", "Order Date": "1/2/2026", "Ship Date": "1/5/2026",
              "Customer ID": f"CC-{number}", "Customer Name": f"Person {number}", "Country": "United States",
              "City": "Springfield", "State": "Oregon", "Postal Code": "97477", "Product ID": f"P-{number}",
              "Sub-Category": "Chairs", "Product Name": f"Chair {number}", "Sales": "10.005", "Quantity": "2"}
    values.update(cells)
    return [values[name] for name in HEAD]


def write(name, rows, head=HEAD, encoding="utf-8"):
    path = Path(FOLDER.name) / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([head] + rows)
    return path


def half_up(text):
    """Cents of an amount, by digits alone."""
    whole, _, part = text.partition(".")
    part = (part + "000")[:max(3, len(part))]
    return int(whole) * 100 + int(part[:2]) + (part[2] >= "5")


def whole_store(shop):
    orders = shop.get("order", "list")
    return {"orders": len(orders), "customers": len(shop.get("customer", "list")),
            "lines": sum(order["n_lines"] for order in orders), "pieces": sum(order["pieces"] for order in orders),
            "cents": sum(half_up(order["total"]) for order in orders)}


class Files(Case):
    def setUp(self):
        self.shop = Shop(make(self.id(), "--region", "US", "--currency", "USD")[0])

    def check_empty(self):
        self.assertEqual(self.shop.get("order", "list"), [])
        self.assertEqual(self.shop.get("customer", "list"), [])

    def refuse(self, path, code, *words):
        self.sentence(self.shop.run("import", "orders", path, *words), code)
        self.check_empty()

    def test_the_furniture_file_gives_exactly_its_orders_and_nothing_the_second_time(self):
        path = shared_file("furniture-orders.csv")
        if path is None:
            path = write("many.csv", [row(i // 2, **{"Product ID": f"P-{i}"}) for i in range(60)])
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        want = {"orders": len({r["Order ID"] for r in rows}), "customers": len({r["Customer ID"] for r in rows}),
                "lines": len(rows), "pieces": sum(int(r["Quantity"]) for r in rows),
                "cents": sum(half_up(r["Sales"]) for r in rows)}
        if shared_file("furniture-orders.csv"):
            self.assertEqual(want, {"orders": 1764, "customers": 707, "lines": 2121, "pieces": 8028, "cents": 74199998})
        for again in (False, True):
            result = self.shop.get("import", "orders", path)
            added = {name: result[name] for name in ("orders", "customers", "lines", "pieces")}
            added["cents"] = half_up(result["total"])
            self.assertEqual(added, {name: 0 if again else count for name, count in want.items()})
            self.assertEqual((result["layout"], result["rejected"]), ("superstore", 0))
            self.assertEqual(result["already"], want["orders"] if again else 0)
            self.assertEqual(whole_store(self.shop), want)

    def test_the_shop_layout_is_known_by_its_shared_header(self):
        path = shared_file("shopify-orders-header.csv")
        head = next(csv.reader(path.read_text(encoding="utf-8").splitlines())) if path else [
            "Name", "Email", "Currency", "Created at", "Fulfilled at", "Lineitem quantity", "Lineitem name",
            "Lineitem price", "Shipping Name", "Shipping Street", "Shipping City", "Shipping Zip", "Shipping Phone"]
        first = {"Name": "#1001", "Email": "ann@example.com", "Currency": "USD", "Created at": "2026-03-04 10:00:00 -0500",
                 "Fulfilled at": "2026-03-09 09:00:00 -0500", "Lineitem quantity": "1", "Lineitem name": "Oak table",
                 "Lineitem price": "500.00", "Shipping Name": "Ann Lee", "Shipping Street": "1 Elm St",
                 "Shipping City": "Springfield", "Shipping Zip": "'02139", "Shipping Phone": "(555) 555-0123"}
        later = {"Name": "#1001", "Lineitem quantity": "4", "Lineitem name": "Oak chair", "Lineitem price": "99.50"}
        path = write("shopify.csv", [[cells.get(name, "") for name in head] for cells in (first, later)], head)
        plan = self.shop.get("import", "orders", "--dry-run", path)
        self.assertEqual((plan["layout"], plan["rows"], plan["delimiter"], plan["encoding"]), ("shopify", 2, ",", "UTF-8"))
        becomes = {column["header"]: column["becomes"] for column in plan["columns"]}
        self.assertEqual((becomes["Name"], becomes["Shipping Name"], becomes["Lineitem price"]),
                         ("order", "name", "unit_price"))
        self.assertEqual(plan["preview"][1][head.index("Lineitem name")], "Oak chair")
        self.check_empty()
        result = self.shop.get("import", "orders", path)
        self.assertEqual((result["orders"], result["customers"], result["lines"], result["pieces"], result["total"]),
                         (1, 1, 2, 5, "898.00"))
        order = self.shop.get("order", "list")[0]
        self.assertEqual([clear(order, name) for name in ("name", "street", "postcode")], ["Ann Lee", "1 Elm St", "02139"])

    def test_one_bad_row_keeps_everything_out_unless_the_good_ones_are_wanted(self):
        rows = [row(1), row(2, Sales="=cmd|' /C calc'!A0"), row(3, Quantity="0"), row(4), row(4, **{"Order Date": "soon"})]
        path, rejects = write("bad.csv", rows), Path(FOLDER.name) / "rejects.csv"
        done = self.shop.run("import", "orders", path, "--rejects", rejects, "--json")
        self.assertEqual(done.returncode, 7, done.stderr)
        self.assertEqual(json.loads(done.stdout)["orders"], 0)
        self.assertEqual(done.stderr.strip(), "4 rows cannot be taken, so nothing was added.")
        self.check_empty()
        listed = list(csv.reader(rejects.read_text(encoding="utf-8").splitlines()))
        self.assertEqual([line for line, _ in listed], ["Line", "3", "4", "6", "5"])
        self.assertTrue(all(reason.endswith(".") for _, reason in listed[1:]))
        self.assertNotIn("calc", rejects.read_text(encoding="utf-8"))
        self.assertEqual(rejects.stat().st_mode & 0o777, 0o600)
        before = rejects.read_bytes()
        self.refuse(path, 10, "--rejects", rejects)
        self.assertEqual(rejects.read_bytes(), before)
        good = self.shop.get("import", "orders", path, "--keep-good", "--rejects", str(rejects) + "2")
        self.assertEqual((good["orders"], good["rejected"], [r["line"] for r in good["rejects"]]), (1, 4, [3, 4, 6, 5]))
        self.assertEqual(len(self.shop.get("order", "list")), 1)

    def test_the_plain_table_tells_the_same(self):
        done = self.shop.run("import", "orders", write("plain.csv", [row(1), row(2)]))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        self.assertRegex(done.stdout, r"(?m)^Orders added +2$")
        self.assertRegex(done.stdout, r"(?m)^Total added +\$20\.02$")
        shown = self.shop.run("import", "orders", "--dry-run", write("plain.csv", [row(1), row(2)])).stdout
        self.assertRegex(shown, r"(?m)^Layout +Superstore$")
        self.assertRegex(shown, r"(?m)^Customer Name +Name$")
        self.assertIn("Chair 2", shown)

    def test_delimiter_and_encoding_are_found_out(self):
        head = ["订单号", "日期", "姓名", "手机", "商品", "数量", "金额"]
        line = ["A-1", "2026-03-04", "欧阳小明", "13812348931", "橡木餐桌", "2", "1,234.50"]
        for encoding, name, delimiter in (("gb18030", "GB18030", ";"), ("utf-8-sig", "UTF-8", "\t"), ("utf-8", "UTF-8", "|")):
            path = Path(FOLDER.name) / "chinese.csv"
            with path.open("w", encoding=encoding, newline="") as file:
                csv.writer(file, delimiter=delimiter).writerows([head, line])
            plan = self.shop.get("import", "orders", "--dry-run", path)
            self.assertEqual((plan["layout"], plan["encoding"], plan["delimiter"], plan["preview"]),
                             ("rolltop", name, delimiter, [line]))
        self.assertEqual(self.shop.get("import", "orders", path)["total"], "1234.50")
        self.assertEqual(clear(self.shop.get("order", "list")[0], "name"), "欧阳小明")

    def test_control_c_half_way_leaves_nothing(self):
        path = write("long.csv", [row(i) for i in range(20000)])
        terminal, end = pty.openpty()
        reading, writing = os.pipe()

        def own_terminal():
            os.setsid()
            fcntl.ioctl(end, termios.TIOCSCTTY, 0)

        process = subprocess.Popen(
            [PROGRAM, "--language", "en", "--password-fd", str(reading), "--store", self.shop.store, "--user", "boss",
             "import", "orders", path], stdin=end, stdout=subprocess.PIPE, stderr=end, pass_fds=[reading],
            preexec_fn=own_terminal)
        os.close(end)
        os.write(writing, OWNER.encode() + b"\n")
        said = b""
        while b" of 20000" not in said:
            said += os.read(terminal, 4096)
        os.write(terminal, b"\x03")
        try:
            while True:
                piece = os.read(terminal, 4096)
                if not piece:
                    break
                said += piece
        except OSError:  # the other end is closed
            pass
        self.assertEqual(process.stdout.read(), b"")
        self.assertEqual(process.wait(timeout=120), 1)
        process.stdout.close()
        for fd in (terminal, reading, writing):
            os.close(fd)
        self.assertIn(b"The import was stopped, and nothing was added.", said)
        self.assertNotIn(b"row 20000 of", said)
        self.check_empty()

    def test_what_is_no_order_file_is_refused_in_a_sentence(self):
        path = Path(FOLDER.name) / "strange.csv"
        dice = random.Random(7)
        for content in (dice.randbytes(100000), b"", b"\0" * 5000, b"a,b,c\n1,2,3\n", b"\xff\xfe" + "x,y\n".encode("utf-16-le"),
                        b"{\"orders\": []}\n", b"\x89PNG\r\n\x1a\n" + dice.randbytes(3000)):
            path.write_bytes(content)
            self.refuse(path, 7)
        path.write_text(",".join(["Order ID"] * 5000), encoding="utf-8")
        self.refuse(path, 7)
        path.unlink()
        self.refuse(path, 6)
        os.mkfifo(path)
        for strange in (path, "/dev/zero", FOLDER.name):
            self.refuse(strange, 7)

    def test_an_endless_cell_is_refused_and_one_of_ten_megabytes_is_a_refused_row(self):
        path = write("wide.csv", [row(1), row(2, **{"Product Name": "x" * 11_000_000})])
        self.refuse(path, 7)
        path = write("wide.csv", [row(1), row(2, **{"Product Name": "x" * 10_000_000})])
        done = self.shop.run("import", "orders", path)
        self.assertEqual(done.returncode, 7, done.stderr)
        self.assertRegex(done.stderr, r"(?m)^Line 3: .*\.$")
        self.assertLess(len(done.stderr) + len(done.stdout), 1000)
        self.check_empty()

    def test_nuls_and_bytes_that_are_no_text_are_refused_by_row(self):
        lines = write("ok.csv", [row(1), row(2, **{"Customer Name": "HERE"}), row(3)]).read_bytes()
        path = Path(FOLDER.name) / "bytes.csv"
        for strange in (b"An\0n", b"\x81\xfe\xff"):
            path.write_bytes(b"\xef\xbb\xbf" + lines.replace(b"HERE", strange))
            done = self.shop.run("import", "orders", path, "--json")
            self.assertEqual(done.returncode, 7, done.stderr)
            self.check_empty()

    def test_markup_stays_text_and_bidirectional_controls_do_not_come_in(self):
        name = f"<b>A&amp;nn</b>{BIDI} \N{RIGHT-TO-LEFT OVERRIDE}Lee <script>"
        result = self.shop.get("import", "orders", write("marks.csv", [row(1, **{"Customer Name": name})]))
        self.assertEqual((result["orders"], len(BIDI)), (1, 12))
        order = self.shop.get("order", "list")[0]
        self.assertEqual(clear(order, "name"), "<b>A&amp;nn</b> Lee <script>")
        for words in (["order", "list"], ["order", "show", order["number"]], ["import", "orders", "-n", write(
                "marks.csv", [row(1, **{"Customer Name": name})])]):
            for form in ([], ["--json"]):
                said = self.shop.run(*words, *form).stdout
                self.assertIn("<b>A&amp;nn</b>", said)
                self.assertFalse([c for c in BIDI if c in said], words)


class People(Case):
    def test_only_who_may_import_can(self):
        store, path = make_demo("example"), write("few.csv", [row(1)])
        for user in ("wang.fang", "lin.mei"):
            self.sentence(Shop(store, user, "rolltop example desk").run("import", "orders", path), 3)
        self.assertEqual(len(Shop(store, "zhao.min", "rolltop example desk").get("order", "list")), 12)


if __name__ == "__main__":
    main()
