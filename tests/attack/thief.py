#!/usr/bin/python3
"""A thief's own program: it knows doc/file-format.md and shares not a line with Rolltop. With the store's file and its
key, and perhaps somebody's password, it tries everything it can think of and says which classes open:
thief.py STORE [LOGIN] < lines: the key in hex, then the password."""

import ctypes
import ctypes.util
import hashlib
import json
import sqlite3
import sys
import tempfile
import unicodedata
from pathlib import Path

import traces

CLASSES = ("contact", "address", "access", "home", "service", "money", "lookup", "audit")
SEALED = (("customer", "contact_sealed"), ("address", "address_sealed"), ("ticket", "access_sealed"),
          ("orders", "home_sealed"), ("ticket", "service_sealed"), ("diary", "service_sealed"))
LABELS = ("rolltop-seal", "rolltop-lookup-1", "rolltop-store-key-1", "rolltop-recovery-pair-1", "rolltop-log-1",
          "rolltop-class-key-link-1", "rolltop-class-key-vouch-1", "rolltop-staff-lock-1", "rolltop-wrap-1")


class Sodium:
    """The few calls a thief needs."""

    def __init__(self):
        self.lib = ctypes.CDLL(ctypes.util.find_library("sodium"))
        self.lib.sodium_init()

    def stretch(self, password, salt, passes, kib):
        key = ctypes.create_string_buffer(32)
        done = self.lib.crypto_pwhash(key, ctypes.c_ulonglong(32), password, ctypes.c_ulonglong(len(password)), salt,
                                      ctypes.c_ulonglong(passes), ctypes.c_size_t(kib * 1024), 2)
        assert done == 0, "argon2id"
        return key.raw

    def open(self, key, nonce, sealed, bound):
        """XChaCha20-Poly1305; None when it does not verify."""
        if len(sealed) < 16 or len(key) != 32:
            return None
        plain, size = ctypes.create_string_buffer(len(sealed)), ctypes.c_ulonglong(0)
        failed = self.lib.crypto_aead_xchacha20poly1305_ietf_decrypt(
            plain, ctypes.byref(size), None, sealed, ctypes.c_ulonglong(len(sealed)), bound,
            ctypes.c_ulonglong(len(bound)), nonce, key)
        return None if failed else plain.raw[:size.value]

    def unbox(self, secret, box):
        public = ctypes.create_string_buffer(32)
        if len(box) < 48 or self.lib.crypto_scalarmult_base(public, secret):
            return None
        plain = ctypes.create_string_buffer(len(box))
        return None if self.lib.crypto_box_seal_open(plain, box, ctypes.c_ulonglong(len(box)), public.raw, secret) else \
            plain.raw[:len(box) - 48]

    def pair(self, seed):
        public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(32)
        self.lib.crypto_box_seed_keypair(public, secret, seed)
        return secret.raw


def plain_database(path, key, folder):
    """The store's pages opened one by one and written out as an ordinary database."""
    raw = Path(path).read_bytes()
    opener = traces.Opener(key, raw[:16])
    out = bytearray()
    for number, page in enumerate(traces.pages_of(raw), start=1):
        text = opener.open(number, page)
        assert text is not None, f"page {number} does not open"
        out += (b"SQLite format 3\0" if number == 1 else b"") + text + bytes(traces.RESERVE)
    out[18:20] = b"\1\1"  # no write-ahead log any more
    plain = Path(folder) / "plain.db"
    plain.write_bytes(out)
    return sqlite3.connect(plain)


def bound_to(header, table, row):
    return b"rolltop-seal" + header + len(table).to_bytes(2, "little") + table.encode() + row.to_bytes(8, "little")


class Thief:
    def __init__(self, path, key, folder):
        self.sodium, self.key = Sodium(), key
        self.db = plain_database(path, key, folder)
        self.blobs = [(table, column, row, blob) for table, column in SEALED for row, blob in
                      self.db.execute(f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL")]

    def everything_of_32_bytes(self):
        """Each such piece of any column, as it is and hashed with each label; the store key and what is made of it."""
        raws = {self.key, bytes(32)}
        for (table,) in list(self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
            for line in self.db.execute(f'SELECT * FROM "{table}"'):
                raws |= {value[at:at + 32] for value in line if isinstance(value, bytes) and len(value) < 400
                         for at in range(0, max(len(value) - 31, 1), 8)}
        raws = {raw for raw in raws if len(raw) == 32}
        made = {hashlib.blake2b(label.encode(), key=self.key, digest_size=32).digest() for label in LABELS}
        return raws | made

    def secrets_of(self, login, password):
        """What the password opens: the person's own half, and none when it does not fit."""
        line = self.db.execute("SELECT public_key, secret_sealed, kdf_salt, kdf_ops, kdf_mem_kib FROM staff WHERE login = ?",
                               (login,)).fetchone()
        public, sealed, salt, passes, kib = line
        key = self.sodium.stretch(unicodedata.normalize("NFC", password).encode(), salt, passes, kib)
        bound = b"rolltop-staff-lock-1" + public + salt + passes.to_bytes(4, "little") + kib.to_bytes(4, "little")
        secret = self.sodium.open(key, sealed[:24], sealed[24:], bound)
        return [secret] if secret else []

    def keys_from_wraps(self, secrets):
        """Every wrapped key of anybody, tried with every secret."""
        keys = {}
        for slot, version, wrapped in self.db.execute("SELECT slot, version, wrapped FROM class_key_wrap"):
            for secret in secrets:
                inside = self.sodium.unbox(secret, wrapped)
                if inside and inside.startswith(b"rolltop-wrap-1"):
                    length = int.from_bytes(inside[14:16], "little")
                    keys[slot, version] = inside[16 + length:16 + length + 32]
        return keys

    def opens(self, key, table, row, blob):
        return self.sodium.open(key, blob[6:30], blob[30:], bound_to(blob[:6], table, row)) is not None

    def classes_by(self, keys):
        """How many values of each class open under the keys where they belong, or under any key at all."""
        found = {}
        for table, _, row, blob in self.blobs:
            tried = [keys[one] for one in keys if one == (blob[1], int.from_bytes(blob[2:6], "little"))] or list(keys.values())
            if any(self.opens(key, table, row, blob) for key in tried):
                found[CLASSES[blob[1]]] = found.get(CLASSES[blob[1]], 0) + 1
        return found

    def by_guessing(self, secrets):
        """With anything of the right size as a class key, and as somebody's secret half or the seed of it."""
        guesses = self.everything_of_32_bytes() | set(secrets)
        sample = {}
        for table, column, row, blob in self.blobs:
            sample.setdefault((table, column), []).append((table, row, blob))
        some = [one for many in sample.values() for one in many[:3]]
        found = {CLASSES[blob[1]]: 1 for key in guesses for table, row, blob in some if self.opens(key, table, row, blob)}
        halves = [half for guess in guesses for half in (guess, self.sodium.pair(guess))]
        for classes in (self.classes_by(self.keys_from_wraps(halves[:600])),):
            found.update(classes)
        return found


def main():
    key = bytes.fromhex(sys.stdin.readline().strip())
    with tempfile.TemporaryDirectory() as folder:
        thief = Thief(sys.argv[1], key, folder)
        secrets = thief.secrets_of(sys.argv[2], sys.stdin.readline().rstrip("\n")) if len(sys.argv) > 2 else []
        keys = thief.keys_from_wraps(secrets)
        opened = thief.classes_by(keys)
        for name, count in thief.by_guessing(secrets).items():
            opened.setdefault(name, count)
        held = sorted({CLASSES[slot] for slot, _ in keys})
        json.dump({"values": len(thief.blobs), "opened": opened, "keys": held, "password": bool(secrets),
                   "kept": {f"{slot}.{version}": raw.hex() for (slot, version), raw in keys.items()}}, sys.stdout)


if __name__ == "__main__":
    main()
