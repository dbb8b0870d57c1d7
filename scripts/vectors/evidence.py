"""Writes the vectors of test/evidence:

evidence.json         evidence hashes of both versions, a chain of records with its leaf hashes and roots, a signed checkpoint
evidence-merkle.json  roots, inclusion paths and consistency paths of trees, by the recursive definitions of RFC 6962

Hashes by hashlib, floats by struct, canonical JSON by json (for values whose numbers Python and ECMAScript write alike), signatures
by python3-cryptography: /usr/bin/python3 scripts/vectors/evidence.py
"""

import base64
import datetime
import hashlib
import json
import pathlib
import platform
import struct

import cryptography
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TARGET = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'vectors'


def write(name, about, tools, **parts):
    head = {'about': f'{about}; written by scripts/vectors/evidence.py', 'tools': tools}
    body = [f'  {json.dumps(key)}: {json.dumps(value)}' for key, value in head.items()]
    for key, value in parts.items():
        if isinstance(value, list):
            body.append('  %s: [\n%s\n  ]' % (json.dumps(key), ',\n'.join('    ' + json.dumps(case) for case in value)))
        else:
            body.append(f'  {json.dumps(key)}: {json.dumps(value)}')
    (TARGET / name).write_text('{\n%s\n}\n' % ',\n'.join(body))


def sha256(data):
    return hashlib.sha256(data).digest()


# Evidence hashes

FIRST_TAIL = '<ddq'
INT64 = (-(2**63), 2**63 - 1)


def evidence_hash(image, latitude, longitude, nanoseconds):
    if latitude is not None and longitude is not None:
        return 1, sha256(image + struct.pack(FIRST_TAIL, latitude, longitude, nanoseconds)).hex()
    data = b'tamperlens-evidence-2\0' + image
    for coordinate in (latitude, longitude):
        data += b'\0' * 9 if coordinate is None else b'\1' + struct.pack('<d', coordinate)
    return 2, sha256(data + struct.pack('<q', nanoseconds)).hex()


def hash_cases():
    images = [b'', b'\0', b'abc', bytes(range(256)) * 5, b'\xff\xd8' + b'\x37' * 300]
    places = [
        (0.0, 0.0),
        (-0.0, 0.0),
        (0.0, -0.0),
        (90.0, -180.0),
        (-90.0, 180.0),
        (48.858370, 2.294481),
        (1e-7, -1e-300),
        (None, None),
        (0.0, None),
        (None, 0.0),
        (None, -0.0),
        (51.5, None),
        (None, -0.1278),
    ]
    times = [0, 1, -1, 1700000000123456789, 2**53 + 1, *INT64]
    for i, (latitude, longitude) in enumerate(places):
        for image, time in ((images[i % 5], times[i % 7]), (images[(i + 2) % 5], times[(i + 3) % 7])):
            version, digest = evidence_hash(image, latitude, longitude, time)
            yield {
                'image': image.hex(),
                # As text, because JSON readers lose the sign of -0.
                'latitude': None if latitude is None else repr(latitude),
                'longitude': None if longitude is None else repr(longitude),
                'capturedAt': str(time),
                'version': version,
                'hash': digest,
            }


# Times

def time_cases():
    """Readable times of nanoseconds; datetime has microseconds, the last three digits are put behind."""
    epoch = datetime.datetime(1970, 1, 1)
    chosen = [0, 1, -1, 1700000000123456789, -1000000000, 951782400000000000, 4107542399999999999, -2208988800000000001, *INT64]
    step = 37 * 86400 * 10**9 + 12345678912345
    for nanoseconds in chosen + list(range(-(10**18), 3 * 10**18, step * 40)):
        microseconds, rest = divmod(nanoseconds, 1000)
        moment = epoch + datetime.timedelta(microseconds=microseconds)
        yield {'nanoseconds': str(nanoseconds), 'text': moment.strftime('%Y-%m-%dT%H:%M:%S.%f') + '%03dZ' % rest}


def readable(nanoseconds):
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=nanoseconds // 1000)
    return moment.strftime('%Y-%m-%dT%H:%M:%S.%f') + '%03dZ' % (nanoseconds % 1000)


# Merkle trees

def leaf_hash(data):
    return sha256(b'\0' + data)


def split(count):
    k = 1
    while 2 * k < count:
        k *= 2
    return k


def root(leaves):
    if not leaves:
        return sha256(b'')
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = split(len(leaves))
    return sha256(b'\1' + root(leaves[:k]) + root(leaves[k:]))


def path(index, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return path(index, leaves[:k]) + [root(leaves[k:])]
    return path(index - k, leaves[k:]) + [root(leaves[:k])]


def consistency(size, leaves):
    def sub(size, leaves, known):
        if size == len(leaves):
            return [] if known else [root(leaves)]
        k = split(len(leaves))
        if size <= k:
            return sub(size, leaves[:k], known) + [root(leaves[k:])]
        return sub(size - k, leaves[k:], False) + [root(leaves[:k])]

    return sub(size, leaves, True)


def hexes(digests):
    return [digest.hex() for digest in digests]


# Records

def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(',', ':'))


def records():
    previous = '0' * 64
    uploads = [
        (b'first image', 50.4501, 30.5234, {'attachmentId': 'a-1', 'complaintId': 'Скарга № 7'}),
        (b'second image', None, None, {'perceptualHashes': {'pdq': 'f8' * 32, 'average': 'ffd8'}, 'reportHash': 'ab' * 32}),
        (b'', -33.8688, None, {'pixelHash': '01' * 32}),
        (b'fourth \x00 image', 1.5, -2.25, {'complaintId': '\U0001f600 "quoted" \\ back'}),
        (bytes(range(256)), 0.1, 1e-7, {}),
    ]
    for index, (image, latitude, longitude, more) in enumerate(uploads):
        time = 1700000000123456789 + index * 1000003
        version, digest = evidence_hash(image, latitude, longitude, time)
        record = {
            'schema': 'tamperlens-evidence-record/1',
            'index': index,
            'recordId': f'upload-{index + 1}',
            'evidenceHash': digest,
            'evidenceHashVersion': version,
            'capturedAt': str(time),
            'capturedAtUtc': readable(time),
            'latitude': latitude,
            'longitude': longitude,
            'fileHash': sha256(image).hex(),
            'byteLength': len(image),
            'previousHash': previous,
            **more,
        }
        # Python writes 1e-07, ECMAScript and RFC 8785 write 1e-7.
        text = canonical(record).replace('1e-07', '1e-7')
        previous = leaf_hash(text.encode()).hex()
        given = {'latitude': latitude, 'longitude': longitude, **more}
        yield {'image': image.hex(), 'now': str(time), 'recordId': record['recordId'], 'given': given, 'text': text, 'leafHash': previous}


def checkpoint(leaves):
    name = 'evidence.example/log-1'
    seed = bytes(range(32))
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    key_id = sha256(name.encode() + b'\n\x01' + public)[:4]
    time = readable(1700000100000000001)
    top = base64.b64encode(root(leaves)).decode()
    text = f'{name}\n{len(leaves)}\n{top}\ntamperlens-evidence-checkpoint/1 {time}\n'
    signature = base64.b64encode(key_id + key.sign(text.encode())).decode()
    return {
        'seed': seed.hex(),
        'name': name,
        'keyId': key_id.hex(),
        'verifierKey': f'{name}+{key_id.hex()}+{base64.b64encode(bytes([1]) + public).decode()}',
        'size': len(leaves),
        'rootHash': root(leaves).hex(),
        'time': time,
        'signed': f'{text}\n— {name} {signature}\n',
    }


def main():
    chain = list(records())
    texts = [record['text'].encode() for record in chain]
    python = {'python': platform.python_version()}
    write(
        'evidence.json',
        'evidence hashes, readable times, a chain of records, and a signed checkpoint of it',
        {**python, 'cryptography': cryptography.__version__},
        hashes=list(hash_cases()),
        times=list(time_cases()),
        records=chain,
        checkpoint=checkpoint(texts),
    )
    sizes = [1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 48, 64, 100, 129]
    trees = []
    for size in sizes:
        leaves = [b'leaf %d' % i for i in range(size)]
        indexes = sorted({0, size // 3, size // 2, size - 1})
        starts = sorted({1, size // 2, size - 1} - {0, size})
        trees.append(
            {
                'size': size,
                'root': root(leaves).hex(),
                'inclusion': [{'index': i, 'path': hexes(path(i, leaves))} for i in indexes],
                'consistency': [{'from': m, 'path': hexes(consistency(m, leaves))} for m in starts],
            }
        )
    write('evidence-merkle.json', 'trees over the leaves "leaf 0", "leaf 1", … in ASCII', python, trees=trees)


main()
