"""An example store with two people of one's own in it, and what to look for afterwards."""

import json
import os
import subprocess

import traces

DEMO, MANAGER = "rolltop example desk", "zhao.min"
LOUD = {**os.environ, "G_MESSAGES_DEBUG": "all"}

HIDDEN = ("door_code", "key_place", "style", "household", "measures", "design_note")  # from the manager, who is asked

# One person in each script; every value stands nowhere else in the world.
OWN = [
    {"name": "Quizzelda Vornbachtal", "phone": "+86 138 1971 8931", "phone2": "+86 139 4628 1753",
     "email": "quizzelda.vornbachtal@unmailable.example", "wechat": "quizzvornwechat", "country": "Freedonia",
     "province": "Westmoorshire", "city": "Glimmerford", "district": "Oldharbour", "postcode": "97531",
     "street": "4711 Thistlewhistle Crescent", "building": "Building Kestrelnest", "unit": "Unit Zwölfundneunzig",
     "floor": "floor thirty-seventh", "lift": "lift behind the bakery", "parking": "parking at Wrenfield gate",
     "door_code": "gatecode 7391#5582", "key_place": "under the third blue flowerpot",
     "style": "likes turquoise gothic revival", "household": "two grandmothers and a parrot share the sofa",
     "measures": "niche of 317 by 94 centimetres", "design_note": "drawer heights follow grandmother's violin",
     "ticket_text": "the left hinge of the wardrobe sings at midnight", "resolution": "oiled the singing hinge with walnut oil",
     "diary_text": "she will be at her sister's in Marblethorpe until Friday"},
    {"name": "欧阳翡翠", "phone": "+86 137 2946 0518", "phone2": "+86 136 8805 2947", "email": "feicui.ouyang@wufayoujian.example",
     "wechat": "feicuiweixin", "country": "中国", "province": "云梦省", "city": "琉璃市", "district": "白鹭区", "postcode": "864213",
     "street": "孔雀翎大街七百一十九号", "building": "琥珀楼第八座", "unit": "九单元三〇七室", "floor": "三十三层顶楼",
     "lift": "货梯在面包店后面", "parking": "停在鹧鸪门外", "door_code": "门禁七三九一五五八二", "key_place": "第三个蓝色花盆下面",
     "style": "喜欢松石绿的哥特复兴", "household": "两位祖母和一只鹦鹉", "measures": "壁龛宽三百一十七厘米",
     "design_note": "抽屉高度照着祖母的小提琴", "ticket_text": "衣柜左边的铰链半夜会唱歌", "resolution": "用核桃油润滑了唱歌的铰链",
     "diary_text": "星期五之前她住在大理石村的妹妹家"},
]


def is_debug(line):
    return "DEBUG" in line or "INFO" in line


class Example:
    """@ctl and @fill are the built rolltop-ctl and fill-store."""

    def __init__(self, store, ctl, fill):
        self.store, self._ctl, self._fill, self.said = store, ctl, fill, []

    def ctl(self, *words, typed="", user=None, environment=None):
        command = [self._ctl, "--language", "en", "--store", str(self.store), "--password-fd", "0"] + (["--user", user] if user else [])
        return subprocess.run(command + list(words), input=typed, capture_output=True, text=True, timeout=120, check=False,
                              env=environment)

    def make(self, *words, orders, tickets):
        done = self.ctl("demo", "--orders", str(orders), "--tickets", str(tickets), "--seed", "5", *words, environment=LOUD)
        assert done.returncode == 0, done.stderr
        self.said.append(done.stderr)

    def fill(self, while_open=lambda: None):
        """Enters the two people; gives every (field, value) the store then holds for its manager."""
        program = subprocess.Popen([self._fill, str(self.store), MANAGER, DEMO], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=LOUD)
        for person in OWN:
            program.stdin.write("".join(f"{field}\t{value}\n" for field, value in person.items()) + "\n")
            program.stdin.flush()
            while (line := program.stdout.readline()) not in ("entered\n", ""):
                self.said.append(line)
        while_open()
        told, errors = program.communicate()
        assert program.returncode == 0, (program.returncode, errors)
        self.said.append(errors)
        self.said += [line for line in told.splitlines() if is_debug(line)]
        lines = [line.split("\t", 1) for line in told.splitlines() if line.split("\t", 1)[0] in traces.FIELDS]
        return [(field, value.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1").decode())
                for field, value in lines]

    def wanted(self, values):
        wanted = traces.Wanted()
        people = json.loads(self.ctl("staff", "list", "--json", typed=DEMO + "\n", user=MANAGER).stdout)
        staff = {person["name"] for person in people}
        own = {value for person in OWN for value in person.values()}
        for field, value in values + [item for person in OWN for item in person.items()]:
            if field not in traces.REGION and value not in staff and (field != "postcode" or value in own):
                wanted.add(field, value)
        for person in OWN:
            for word in person["name"].split()[1:] or [person["name"][1:]]:
                wanted.add("name", word)
        for form in (b"2468#", b"2468#".hex().encode(), "2468#".encode("utf-16-le")):  # short, but every example visit has it
            wanted.forms[form] = "door_code"
        return wanted
