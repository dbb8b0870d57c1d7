"""Verifies an image against its evidence record, its place in the log and the log's signed checkpoint, with nothing but Python 3:

    python3 verify.py image.jpg record.json proof.tlog-proof 'name+keyid+key' [log.jsonl]

The key must come from a source that the log's keeper cannot change. With the log, the whole chain up to the checkpoint is verified
too. Prints what does not match; ends with 0 when nothing was found, with 1 otherwise, also where something cannot be read.
"""

import base64
import hashlib
import json
import re
import struct
import sys

# Ed25519 (RFC 8032, sections 5.1.3 and 5.1.7), for where the package `cryptography` is missing: slow, and for verification only.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Adds points in extended coordinates X, Y, Z, T."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    x, y, z, t = f - e, h - g, h + g, f + e
    return x * y % P, z * t % P, y * z % P, x * t % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        total, point, scalar = add(total, point) if scalar & 1 else total, add(point, point), scalar >> 1
    return total


def point_of(data):
    """The point that 32 bytes stand for, or None."""
    y = int.from_bytes(data, 'little')
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x, y, 1, (P - x) * y % P) if x & 1 != sign else (x, y, 1, x * y % P)


def verify_slowly(public, signature, message):
    a, r, s = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], 'little')
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), 'little') % L
    base = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))
    left, right = times(s, base), add(r, times(k, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def verify(public, signature, message):
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return verify_slowly(public, signature, message)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(record):
    return sha256(b'\0' + record)


def node_hash(left, right):
    return sha256(b'\1' + left + right)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


problems = []


def expect(is_true, problem):
    if not is_true:
        problems.append(problem)


def give_up(kind, error, trace):
    for problem in problems:
        print('DOES NOT MATCH: ' + problem)
    print('CANNOT BE VERIFIED: %s' % error)


sys.excepthook = give_up

image_path, record_path, proof_path, key, *log_paths = sys.argv[1:]
image, record_text = read(image_path), read(record_path).removesuffix(b'\n')
record = json.loads(record_text)

# 1. The image: its own hash, and the hash over image, place and time.
place, time = (record['latitude'], record['longitude']), struct.pack('<q', int(record['capturedAt']))
if record['evidenceHashVersion'] == 1:
    evidence = sha256(image + struct.pack('<dd', *place) + time)
else:
    tagged = [bytes(9) if value is None else b'\1' + struct.pack('<d', value) for value in place]
    evidence = sha256(b'tamperlens-evidence-2\0' + image + b''.join(tagged) + time)
expect(record['byteLength'] == len(image), 'the image has another length than the record states')
expect(record['fileHash'] == sha256(image).hex(), 'the image is not the one that was recorded')
expect(record['evidenceHash'] == evidence.hex(), 'image, place and time do not fit the evidence hash')

# 2. The proof: an index, hashes, a blank line, and the checkpoint (origin, size, root, time, blank line, signatures).
head, checkpoint = read(proof_path).decode().split('\n\n', 1)
layout, index_line, *path = head.split('\n')
text, signatures = checkpoint.rsplit('\n\n', 1)
origin, size_text, root_text, tag = text.split('\n')
index, size, root = int(index_line[6:]), int(size_text), base64.b64decode(root_text)
is_known = layout == 'c2sp.org/tlog-proof@v1' and tag.startswith('tamperlens-evidence-checkpoint/1 ')
expect(is_known, 'the proof has another form')
expect(record['index'] == index and index < size, 'the proof is for another record')

# 3. The way up from the record to the root (RFC 9162, section 2.1.3.2).
at, last, digest = index, size - 1, leaf_hash(record_text)
for neighbor in map(base64.b64decode, path):
    if last == 0:
        digest = b''
        break
    if at % 2 == 1 or at == last:
        digest = node_hash(neighbor, digest)
        while at % 2 == 0 and at != 0:
            at, last = at // 2, last // 2
    else:
        digest = node_hash(digest, neighbor)
    at, last = at // 2, last // 2
expect(last == 0 and digest == root, 'the record does not lead to the root of the checkpoint')

# 4. The signature: "— name base64(key identifier, signature)" over the text above the blank line.
key_parts = re.fullmatch(r'([^+]+)\+[0-9a-f]{8}\+(.+)', key)
if key_parts is None:
    raise ValueError('the key is not written name+keyid+key')
name, public = key_parts[1], base64.b64decode(key_parts[2])[1:]
key_id = sha256(name.encode() + b'\n\1' + public)[:4]
is_signed = False
for line in signatures.split('\n'):
    if line.startswith('\u2014 %s ' % name):
        data = base64.b64decode(line.split(' ')[2])
        is_signed |= data[:4] == key_id and verify(public, data[4:], (text + '\n').encode())
expect(origin == name and is_signed, 'the checkpoint was not signed with this key, or was changed')

# 5. The log, a record a line, alone or as a log file keeps it: the chain, and the root over the first `size` records.
def fields_of(data):
    try:
        fields = json.loads(data)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


checked = 'image, record'
for log_path in log_paths:
    lines = read(log_path).removesuffix(b'\n').split(b'\n')
    texts = [re.sub(rb'^\{"leafHash":"[0-9a-f]{64}",[^{]*"record":(.*)\}$', rb'\1', line) for line in lines]
    peaks, previous = [], '0' * 64
    for i, row_text in enumerate(texts):
        row = fields_of(row_text)
        is_next = row.get('previousHash') == previous and row.get('index') == i
        expect(is_next, 'record %d does not follow from the one before it' % i)
        previous = leaf_hash(row_text).hex()
        if i < size:
            peaks.append(leaf_hash(row_text))
            count = i + 1
            while count % 2 == 0:
                peaks[-2:], count = [node_hash(*peaks[-2:])], count // 2
    expect(len(texts) >= size, 'the log ends at record %d, and the checkpoint was signed for %d' % (len(texts), size))
    expect(texts[index : index + 1] == [record_text], 'the record is not in its place in the log')
    while len(peaks) > 1:
        peaks[-2:] = [node_hash(*peaks[-2:])]
    expect(peaks == [root], 'the log is not the one that the checkpoint was signed for')
    checked += ', the first %d records of the log' % size

for problem in problems:
    print('DOES NOT MATCH: ' + problem)
if not problems:
    print('Nothing was changed since the checkpoint of %s by %s: %s.' % (tag.split(' ')[1], origin, checked))
sys.exit(1 if problems else 0)
