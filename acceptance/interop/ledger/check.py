"""A second opinion on an exported ledger: it shares no code with Tandem.

python check.py EXPORT PUBLIC_KEYS [EVIDENCE]

Recomputes each record's hash, looks for the erasure that names each payload that is gone, grows each team's tree with pymerkle, checks every checkpoint's signature and root, and
proves records of each team. Of a task's evidence it checks each inclusion proof. Prints one line for each step.
"""

import base64
import hashlib
import json
import re
import sys

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from pymerkle import InmemoryTree, verify_inclusion

FIELDS = ["number", "previousHash", "team", "stream", "source", "sequence", "eventId", "type", "time", "recorded"]
ABOUT = ["kind", "person", "agent", "version", "task", "tool", "decision", "subject"]


def netstring(value):
    if value is None:
        return b"-,"
    data = str(value).encode()
    return str(len(data)).encode() + b":" + data + b","


def record_hash(record):
    fields = [record.get(name) for name in FIELDS] + [record["about"].get(name) for name in ABOUT]
    return hashlib.sha256(b"".join(map(netstring, fields + [record["payloadHash"]]))).hexdigest()


def keys_of(pem):
    keys = {}
    for block in re.findall(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", pem, re.S):
        key = load_pem_public_key(block.encode())
        raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        keys[hashlib.sha256(b"tandem-ledger\n\x01" + raw).digest()[:4]] = key
    return keys


def opened(note, keys):
    """The text of a note that one of the keys signed; fails otherwise."""
    text, signature = note.rsplit("\n\n", 1)
    dash, name, blob = signature.rstrip("\n").split(" ")
    assert dash == "\u2014" and name == "tandem-ledger", signature
    data = base64.b64decode(blob, validate=True)
    keys[data[:4]].verify(data[4:], (text + "\n").encode())
    return text.split("\n")


def leads(proof, leaf, root):
    """RFC 9162, section 2.1.3.2."""
    at, last, value = proof["index"], proof["size"] - 1, leaf
    for step in map(base64.b64decode, proof["path"]):
        assert last > 0
        if at & 1 or at == last:
            value = hashlib.sha256(b"\x01" + step + value).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + step).digest()
        at, last = at >> 1, last >> 1
    return last == 0 and value == root


def check_export(path, keys):
    with open(path, "rb") as file:
        lines = file.read().split(b"\n")
    assert lines[-1] == b""
    begin, entries, end = json.loads(lines[0]), [json.loads(line) for line in lines[1:-2]], json.loads(lines[-2])
    digest = hashlib.sha256(b"\n".join(lines[:-2]) + b"\n").hexdigest()
    assert digest == end["digest"]
    assert opened(end["seal"], keys) == ["tandem-ledger-export", str(len(entries)), end["head"], digest]
    print("file's seal: ok")

    trees, hashes, signed, gone, erased = {}, {}, {}, [], {}
    for entry in entries:
        record = entry["record"]
        team = record["team"]
        assert record_hash(record) == record["hash"], record["number"]
        assert record["previousHash"] == hashes.get(team, "0" * 64), record["number"]
        hashes[team] = record["hash"]
        if "payload" in entry:
            assert hashlib.sha256(entry["payload"].encode()).hexdigest() == record["payloadHash"], record["number"]
            if (record["stream"], record["about"]["kind"]) == ("audit.governance", "ledger.erased"):
                for of, numbers in json.loads(entry["payload"])["details"]["records"].items():
                    erased.setdefault(of, []).extend(numbers.split(","))
        else:
            gone.append((team, record["number"]))
        tree = trees.setdefault(team, InmemoryTree(algorithm="sha256"))
        assert tree.append_entry(bytes.fromhex(record["hash"])) == record["number"]
        if "checkpoint" in entry:
            _, size, root, _, previous = opened(entry["checkpoint"], keys)
            assert int(size) == record["number"]
            assert int(previous.split(" ")[1]) == signed.get(team, (0, None))[0]
            assert base64.b64decode(root) == tree.get_root(), (team, size)
            signed[team] = (int(size), base64.b64decode(root))
    for team, number in gone:
        ends = [list(map(int, numbers.split("-"))) for numbers in erased.get(team, [])]
        assert any(first_last[0] <= number <= first_last[-1] for first_last in ends), (team, number)
    print(f"chains and payloads: ok, {len(gone)} erased" if gone else "chains and payloads: ok")
    assert signed and set(signed) == set(trees)
    print("checkpoints and roots: ok")
    for team, (size, root) in signed.items():
        for index in {1, size // 2 + 1, size}:
            verify_inclusion(trees[team].get_leaf(index), root, trees[team].prove_inclusion(index, size))
    print("inclusion: ok")
    assert begin["export"] == "tandem-ledger/2"
    return trees


def check_evidence(path, keys, trees):
    with open(path) as file:
        evidence = json.load(file)
    checkpoints = {}
    for note in evidence["checkpoints"]:
        origin, size, root, _, _ = opened(note, keys)
        checkpoints[origin.split("/", 1)[1]] = (int(size), base64.b64decode(root))
    assert evidence["records"]
    for entry in evidence["records"]:
        record, proof = entry["record"], entry["proof"]
        assert record_hash(record) == record["hash"]
        size, root = checkpoints[record["team"]]
        assert proof["size"] == size and proof["index"] == record["number"] - 1
        leaf = hashlib.sha256(b"\x00" + bytes.fromhex(record["hash"])).digest()
        assert leads(proof, leaf, root), record["number"]
        tree = trees.get(record["team"])
        if tree is not None and tree.get_size() >= size:
            theirs = [bytes.fromhex(step) for step in tree.prove_inclusion(record["number"], size).serialize()["path"]]
            assert [base64.b64decode(step) for step in proof["path"]] == theirs[1:]
    print("evidence: ok")


if __name__ == "__main__":
    with open(sys.argv[2]) as public:
        known = keys_of(public.read())
    grown = check_export(sys.argv[1], known)
    if len(sys.argv) > 3:
        check_evidence(sys.argv[3], known, grown)
