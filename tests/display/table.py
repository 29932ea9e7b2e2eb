"""Who sees what, written out anew from product.md §4, and the records that the tests of the windows and of rolltop-ctl
compare with it."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

BUILD = Path(os.environ["ROLLTOP_BUILD_DIR"])
DESK = Path(os.environ["ROLLTOP_DESK"])
PASSWORD = "plum teapot harbour"
# login: what the sign-in list calls them
NAMES = {
    "clerk": "Wang Fang", "service": "Lin Mei", "dispatcher": "Zhao Lei", "manager": "Chen Jing",
    "privacy-officer": "Sun Yan", "administrator": "Wu Gang",
}

# One value for each field, found nowhere else: "own" is the work of the clerk, the service person and the dispatcher,
# "other" of colleagues with the same roles.
RECORDS = {
    "own": {
        "taken-by": "clerk", "ticket-by": "service", "planned-by": "dispatcher", "line": "Armoire",
        "name": "Anselm Quillfeather", "phone": "4155550111", "phone2": "4155550122",
        "email": "anselm@a-mail.example", "wechat": "axolotl-house", "country": "Acountry", "province": "Aprovince",
        "city": "Acity", "district": "Adistrict", "postcode": "94101", "street": "17 Ambergris Lane",
        "building": "Azurite House", "unit": "Agapanthus Door", "floor": "Aspen Storey", "lift": "Alder Lift",
        "parking": "Alyssum Yard", "style": "Arcadian style", "household": "Aardvark at home",
        "measures": "Alcove measures", "design_note": "Arabesque note", "prices": "4321.07", "payments": "1234.05",
        "ticket_text": "Asphodel words", "diary_text": "Anemone words", "resolution": "Amaranth words",
        "door_code": "A7741#", "key_place": "Acanthus pot",
    },
    "other": {
        "taken-by": "clerk2", "ticket-by": "service2", "planned-by": "dispatcher2", "line": "Bureau",
        "name": "Brunhild Vossenkuhl", "phone": "2125550133", "phone2": "2125550144",
        "email": "brunhild@b-mail.example", "wechat": "barnacle-house", "country": "Bcountry",
        "province": "Bprovince", "city": "Bcity", "district": "Bdistrict", "postcode": "10901",
        "street": "23 Bergamot Row", "building": "Beryl House", "unit": "Begonia Door", "floor": "Beech Storey",
        "lift": "Birch Lift", "parking": "Borage Yard", "style": "Baroque style", "household": "Badger at home",
        "measures": "Balcony measures", "design_note": "Byzantine note", "prices": "8765.43", "payments": "2345.67",
        "ticket_text": "Bluebell words", "diary_text": "Bryony words", "resolution": "Betony words",
        "door_code": "B9952#", "key_place": "Begonia pot",
    },
}
PEOPLE = {"clerk2": "clerk", "service2": "service", "dispatcher2": "dispatcher"}

ROLES = ("clerk", "service", "dispatcher", "manager", "privacy-officer", "administrator")
# C clear, O own work, M masked, H hidden; o: own work and nothing at all otherwise.
TABLE = {
    "contact": "OOOCMH",
    "address": "OOOCMH",
    "region": "RRRCRH",  # the masked form of an address: the region stays
    "access": "HooHHH",
    "home": "OOHMHH",
    "service": "MCOCHH",
    "money": "CHHCHH",
}
CLASSES = {
    "contact": ("name", "phone", "phone2", "email", "wechat"),
    "address": ("postcode", "street", "building", "unit", "floor", "lift", "parking"),
    "region": ("country", "province", "city", "district"),
    "access": ("door_code", "key_place"),
    "home": ("style", "household", "measures", "design_note"),
    "service": ("ticket_text", "diary_text", "resolution"),
    "money": ("prices", "payments"),
}
CLASS_OF = {field: name for name, fields in CLASSES.items() for field in fields}
MASKED = {
    "own": {"name": "A*** Q***", "phone": "415****0111", "phone2": "415****0122", "email": "a***@a-mail.example",
            "wechat": "a***"},
    "other": {"name": "B*** V***", "phone": "212****0133", "phone2": "212****0144", "email": "b***@b-mail.example",
              "wechat": "b***"},
}


# What make-store is to write into the store: the same table by class, as the windows would save it. {}: leave it.
SAVED = {}
OWN_WORK = ("clerk", "service", "dispatcher")  # the roles that have any


def use_any_table():
    """From now on the table is one made at random: the store gets it too. Whoever may see orders may export then."""
    seed = os.environ.get("ROLLTOP_SEED") or str(random.SystemRandom().randrange(10**9))
    print(f"ROLLTOP_SEED={seed}", file=sys.stderr)
    dice = random.Random(seed)
    for name in ("contact", "address", "access", "home", "service", "money"):
        SAVED[name] = "".join(dice.choice("COMH") for _ in ROLES[:-1]) + "H"
    for name in ("contact", "address", "home", "service"):
        TABLE[name] = SAVED[name]
    TABLE["region"] = SAVED["address"].translate(str.maketrans("OM", "RR"))
    for name in ("access", "money"):  # they have no masked form
        TABLE[name] = SAVED[name].translate(str.maketrans("OM", "oH"))


def exports(role, kind):
    """Whether the role has such a list as a file: a manager by default, everybody who sees it under any other table."""
    if not SAVED:
        return role == "manager"
    return role != "administrator" and not (kind == "tickets" and role == "privacy-officer")


def make_store(path, records=None):
    """A store with its key in this desktop's keyring; gives what make-store printed."""
    data = path.with_suffix(".ini")
    groups = {"people": PEOPLE, **({"table": SAVED} if SAVED else {}), **(RECORDS if records is None else records)}
    lines = []
    for group, values in groups.items():
        lines += [f"[{group}]"] + [f"{key}={value}" for key, value in values.items()]
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    environment = {**os.environ, "ROLLTOP_LOCALEDIR": str(BUILD / "po")}
    done = subprocess.run([BUILD / "tests" / "model" / "make-store", path, data], env=environment, check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def digits(text):
    return re.sub(r"[^0-9]", "", text)


def contains(texts, value):
    """Whether any text shows the value; numbers however they are grouped."""
    plain = digits(value)
    if len(plain) >= 5 and len(plain) >= len(value) - 1:
        return any(plain in digits(text) for text in texts)
    return any(value in text for text in texts)


def show(field, role, record):
    """clear, masked or hidden."""
    cell = TABLE[CLASS_OF[field]][ROLES.index(role)]
    # the resolved ticket has no visit, so it is nobody's job to plan, and is no open one
    own = record == "own" and role in OWN_WORK and not (field == "resolution" and role in ("service", "dispatcher"))
    if cell == "C" or cell == "R" or (cell in "Oo" and own):
        return "clear"
    return "hidden" if cell in "Ho" else "masked"
