#!/usr/bin/env python3
"""Checks an exported part of a Habeas ledger; needs Python 3.8 or newer and nothing else. See VERIFY.md.

    python3 verify.py FOLDER [--key KEYLINE] [--checkpoint FILE]

One line per part, ok or FAIL; exit code 0 when everything holds, 4 when anything does not."""
import base64, hashlib, json, re, sys
from pathlib import Path

P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
LEAF = re.compile(
    r'\{"actor":"[a-z0-9][a-z0-9.:_-]{0,63}","bodyCommit":"([0-9a-f]{64})","prev":"([0-9a-f]{64})","seq":(0|[1-9]\d{0,15}),'
    r'"sysTime":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","type":"([a-z][A-Za-z0-9._-]{0,63})","v":1\}', re.ASCII)

def must(holds, says):
    if not holds:
        raise ValueError(says)
def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()
def unhex(text):
    must(isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text), "a hash or salt is malformed")
    return bytes.fromhex(text)
def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    must(base64.b64encode(raw).decode() == text, "base64 is not in its only form")
    return raw

# Ed25519 as in RFC 8032 section 5.1, on plain (x, y) points.
def add(p, q):
    k = D * p[0] * q[0] * p[1] * q[1] % P
    i = pow(1 - k * k, -1, P)
    return ((p[0] * q[1] + p[1] * q[0]) * (1 - k) * i % P, (p[1] * q[1] + p[0] * q[0]) * (1 + k) * i % P)

def times(s, p):
    q = (0, 1)
    while s:
        q, p, s = add(q, p) if s & 1 else q, add(p, p), s >> 1
    return q

def point(raw):
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    must(y < P and x * x % P == square and (x or not sign), "a point is not on the curve")
    return (x if x & 1 == sign else P - x, y)
BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

def signed(key, message, signature):
    must(len(key) == 32 and len(signature) == 64, "a signature has the wrong length")
    s, k = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + key + message).digest()
    must(s < Q, "a signature is out of range")
    return times(s, BASE) == add(point(signature[:32]), times(int.from_bytes(k, "little") % Q, point(key)))

def read_key(line):
    name, mark, typed = line.split("+", 2)
    raw = unbase64(typed)
    must(raw[:1] == b"\x01" and sha(name.encode() + b"\n" + raw)[:4].hex() == mark, "the key does not fit its own mark")
    return name, bytes.fromhex(mark), raw[1:]

def open_note(raw, key):
    """The lines of a signed note. Lines of other signers (witnesses) are not looked at."""
    text, lines = raw.decode("utf-8").rsplit("\n\n", 1)
    signers = [line.split(" ") for line in lines.split("\n")[:-1]]
    ours = [unbase64(blob) for dash, name, blob in signers if (dash, name) == ("\u2014", key[0])]
    must(lines[-1:] == "\n" and len(ours) == 1 and ours[0][:4] == key[1], "not signed once by the key of this ledger")
    must(signed(key[2], (text + "\n").encode(), ours[0][4:]), "the signature is wrong")
    return text.split("\n")

def open_checkpoint(raw, key):
    origin, size, root = open_note(raw, key)[:3]
    must(origin == key[0] and re.fullmatch("0|[1-9][0-9]*", size), "not a checkpoint of this ledger")
    return int(size), unbase64(root)

def climb(at, last, path, leaf):
    """RFC 9162 section 2.1.3.2 and 2.1.4.2 in one: (hash of the tree now, hash of what was there before)."""
    old = leaf
    for beside in path:
        must(last > 0, "a proof is too long")
        if at % 2 or at == last:
            leaf, old = sha(b"\x01", beside, leaf), sha(b"\x01", beside, old)
            while at and not at % 2:
                at, last = at // 2, last // 2
        else:
            leaf = sha(b"\x01", leaf, beside)
        at, last = at // 2, last // 2
    must(last == 0, "a proof is too short")
    return leaf, old

def extends(old, new, path):
    must(0 < old[0] < new[0], "the earlier checkpoint is not earlier")
    at, last = old[0] - 1, new[0] - 1
    while at % 2:
        at, last = at // 2, last // 2
    first, *path = path if at else [old[1]] + path
    must(climb(at, last, path, first) == (new[1], old[1]), "history before the earlier checkpoint was changed")

def read_entries(raw, size, root):
    bodies, hashes, erased, before, first, last = {}, {}, {}, -1, "", ""
    for line in raw.decode("utf-8").split("\n")[:-1]:
        row = json.loads(line)
        seq, leaf, body = row["seq"], LEAF.fullmatch(row["leaf"]), row["body"]
        must(json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == line and
             set(row) - {"compartment"} == {"body", "leaf", "proof", "salt", "seq"}, f"after {before}: not in the only form")
        must(leaf and int(leaf[3]) == seq and before < seq < size, f"after {before}: out of order or malformed")
        hashes[seq], before = sha(b"\0", row["leaf"].encode()), seq
        must(climb(seq, size - 1, map(unhex, row["proof"]), hashes[seq])[0] == root, f"{seq}: not in the signed tree")
        must(seq - 1 not in hashes or unhex(leaf[2]) == hashes[seq - 1], f"{seq}: does not follow the one before")
        must(leaf[4] >= last, f"{seq}: earlier than an entry before it")
        first, last, bodies[seq] = first or leaf[4], leaf[4], body
        if body is not None or row["salt"] is not None:
            tail = "\0" + row["compartment"] if "compartment" in row else ""
            must(sha(unhex(row["salt"]), (body + tail).encode()).hex() == leaf[1], f"{seq}: the body was changed")
            if leaf[5] == "body-erased":
                erased[json.loads(body)["seq"]] = f"redacted at #{seq}, basis {json.loads(body)['basis']}"
    for seq in (seq for seq in bodies if bodies[seq] is None):
        print(f"     entry {seq}: {erased.get(seq, 'body withheld from this export, or redacted')}")
    must(all(bodies.get(seq) is None for seq in erased), "a body is here although it was erased")
    return f"{len(bodies)} of {size} entries, recorded {first or 'never'} to {last or 'never'}"

def main(folder, key_line=None, outside=None):
    failed, found = [], {}
    read = lambda name: (Path(folder) / name).read_bytes()
    def part(name, check):
        try:
            found[name] = check()
            print(f"ok   {name}: {found[name] if isinstance(found[name], str) else 'holds'}")
        except Exception as wrong:  # damage of any kind is a FAIL, never a stack trace
            failed.append(name)
            print(f"FAIL {name}: {wrong if type(wrong) is ValueError else type(wrong).__name__}")
    def listed():
        expected = ["habeas export v1", found["key"][0], hashlib.sha256(read("ledger.jsonl")).hexdigest()]
        must(open_note(read("export.txt"), found["key"]) == expected, "entries were added, removed or changed")
    def earlier(name):
        old, new = open_checkpoint(Path(name).read_bytes(), found["key"]), found["checkpoint"]
        old == new or extends(old, new, [unhex(beside) for beside in read("consistency.txt").decode().split("\n")[:-1]])
    part("key", lambda: read_key(key_line or re.fullmatch("(.*)\n", read("key.txt").decode("utf-8"))[1]))
    part("checkpoint", lambda: open_checkpoint(read("checkpoint.txt"), found["key"]))
    part("list", listed)
    part("entries", lambda: read_entries(read("ledger.jsonl"), *found["checkpoint"]))
    if outside or (Path(folder) / "consistency.txt").exists():
        part("earlier", lambda: earlier(outside or Path(folder) / "earlier.txt"))
    print("FAIL: do not rely on this export" if failed else "ok: what is here is what was recorded")
    return 4 if failed else 0

if __name__ == "__main__":
    options = dict(zip(sys.argv[2::2], sys.argv[3::2]))
    wrong = len(sys.argv) % 2 or set(options) - {"--key", "--checkpoint"}
    sys.exit(print(__doc__) or 2 if wrong else main(sys.argv[1], options.get("--key"), options.get("--checkpoint")))
