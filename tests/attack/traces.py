"""What an attacker looks for, and how: values in every writing a program may leave them in, and the pages of a
SQLCipher 4 file, opened one by one without SQLite so that free pages and the write-ahead log are looked into too."""

import base64
import ctypes
import ctypes.util
import hashlib
import hmac
import math
import os
import re
import stat
from pathlib import Path

PAGE, RESERVE, SALT = 4096, 80, 16
WAL_HEADER, FRAME_HEADER = 32, 24
SHORTEST = 6  # bytes: shorter ones stand in random bytes by chance


# --- values ---

def in_base64(raw):
    """The three ways a run of bytes looks inside a longer base64 text, without the characters its neighbours share."""
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw)
        last = (shift + len(raw)) // 3 * 4
        first = 0 if shift == 0 else 4
        if last - first >= 8:
            yield text[first:last]


def of_number(digits):
    """A telephone number as digits, backwards, in groups, and as the number it also is."""
    yield from (digits.encode(), digits[::-1].encode())
    for parts in ((3, 3), (3, 4), (4, 4)):
        a, b = parts[0], sum(parts)
        for mark in (" ", "-", "."):
            yield mark.join((digits[:a], digits[a:b], digits[b:])).encode()
    number = int(digits)
    yield from (number.to_bytes(8, "little"), number.to_bytes(6, "big"))


def of_text(text):
    yield from (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("gb18030"), text.encode()[::-1])
    if text.isascii():
        yield from (text.lower().encode(), text.upper().encode())


def pieces(field, value):
    """The value, and the parts of it that would give it away."""
    yield value
    if field == "email":
        yield value.split("@")[0]
    elif field in ("ticket_text", "diary_text", "resolution", "style", "household", "measures", "design_note"):
        yield from (value[at:at + 16] for at in range(0, len(value) - 16, 8))


class Wanted:
    """Everything to look for. add() takes what a person is called, lives at, can be reached by."""

    def __init__(self):
        self.forms = {}

    def add(self, field, value):
        if field in ("phone", "phone2"):
            digits = re.sub(r"\D", "", value)
            national = re.sub(r"^(86|1)", "", digits) if value.startswith("+") else digits
            raws = [raw for number in (digits, national) for raw in of_number(number)]
        else:
            raws = [raw for piece in pieces(field, value) for raw in of_text(piece)]
        for raw in raws:
            if len(raw) >= SHORTEST:
                self.forms[raw] = field
                self.forms[raw.hex().encode()] = field
                self.forms[raw.hex().upper().encode()] = field
                for text in in_base64(raw):
                    self.forms[text] = field

    def secret(self, what, raw):
        for form in (raw, raw.hex().encode(), raw.hex().upper().encode(), base64.b64encode(raw).rstrip(b"=")):
            self.forms[form] = what

    def found_in(self, hay):
        """Names of the fields (never the values) of which something stands in these bytes."""
        return sorted({field for form, field in self.forms.items() if form in hay})


# --- files ---

def files_below(*folders):
    """(path, bytes) of every regular file, and of every symbolic link where it leads to."""
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                path = Path(root) / name
                if path.is_symlink():
                    yield path, os.readlink(path).encode()
                elif stat.S_ISREG(path.lstat().st_mode):
                    yield path, path.read_bytes()


def pages_of(raw):
    return [raw[at:at + PAGE] for at in range(0, len(raw), PAGE)]


def frames_of(wal):
    """(page number, page) of each frame of a write-ahead log, of former rounds too."""
    size = FRAME_HEADER + PAGE
    for at in range(WAL_HEADER, len(wal) - size + 1, size):
        yield int.from_bytes(wal[at:at + 4], "big"), wal[at + FRAME_HEADER:at + size]


def entropy(raw):
    counts = [raw.count(bytes([value])) for value in range(256)]
    return -sum(n / len(raw) * math.log2(n / len(raw)) for n in counts if n)


class Opener:
    """Opens pages with the raw key, as the file's format says: AES-256-CBC, HMAC-SHA512 over text, nonce and number."""

    def __init__(self, key, salt):
        self.key = key
        self.mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ 0x3A for b in salt), 2, 32)
        name = ctypes.util.find_library("crypto")
        self.library = ctypes.CDLL(name)
        self.library.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
        self.library.EVP_aes_256_cbc.restype = ctypes.c_void_p

    def decrypt(self, iv, text):
        lib, out, n = self.library, ctypes.create_string_buffer(len(text) + 32), ctypes.c_int(0)
        context = ctypes.c_void_p(lib.EVP_CIPHER_CTX_new())
        lib.EVP_DecryptInit_ex(context, ctypes.c_void_p(lib.EVP_aes_256_cbc()), None, self.key, iv)
        lib.EVP_CIPHER_CTX_set_padding(context, 0)
        lib.EVP_DecryptUpdate(context, out, ctypes.byref(n), text, len(text))
        lib.EVP_CIPHER_CTX_free(context)
        return out.raw[:n.value]

    def open(self, number, page):
        """The plain page, or None when it was not sealed with this key."""
        begin = SALT if number == 1 else 0
        text, iv = page[begin:PAGE - RESERVE], page[PAGE - RESERVE:PAGE - RESERVE + 16]
        mac = hmac.new(self.mac_key, text + iv + number.to_bytes(4, "little"), "sha512").digest()
        return self.decrypt(iv, text) if mac == page[PAGE - 64:] else None


# --- masks, as product.md §2 has them ---

FIELDS = ("name phone phone2 email wechat country province city district postcode street building unit floor lift "
          "parking door_code key_place style household measures design_note ticket_text resolution diary_text").split()
REGION = {"country", "province", "city", "district"}


def packed_fields(raw):
    """[(field, text)] of a masked blob: u16 count, then u16 field, u32 length, text."""
    count, at, found = int.from_bytes(raw[:2], "little"), 2, []
    for _ in range(count):
        field, size = int.from_bytes(raw[at:at + 2], "little"), int.from_bytes(raw[at + 2:at + 6], "little")
        found.append((FIELDS[field], raw[at + 6:at + 6 + size].decode()))
        at += 6 + size
    assert at == len(raw), "a masked blob holds more than its fields"
    return found


def is_mask_of(field, mask, value):
    """Whether the mask shows of the value what it may and no more."""
    if field in REGION:
        return mask == value
    if field == "name":
        if re.fullmatch(r"[\u3400-\u9fff]+", value):
            return mask == value[0] + "**"
        return mask == " ".join(word[0] + "***" for word in value.split())
    if field in ("phone", "phone2"):
        digits = re.sub(r"^\+(86|1)|\D", "", value)
        return re.fullmatch(r"(\d{3})\*{4}(\d{4})", mask) is not None and mask[:3] == digits[:3] and mask[-4:] == digits[-4:]
    if field == "email":
        return mask == value[0] + "***@" + value.split("@")[1]
    if field == "wechat":
        return mask == value[0] + "***"
    return mask == ""
