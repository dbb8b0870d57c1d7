// Verifies an image against its evidence record, its place in the log and the log's signed checkpoint, with nothing but Node.js:
//
//   node verify.mjs image.jpg record.json proof.tlog-proof 'name+keyid+key' [log.jsonl]
//
// The key must come from a source that the log's keeper cannot change. With the log, the whole chain up to the checkpoint is
// verified too. Prints what does not match; ends with 0 when nothing was found, with 1 otherwise, also where something cannot be read.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (record) => sha256(Buffer.of(0), record);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

const [imagePath, recordPath, proofPath, key, logPath] = process.argv.slice(2);
const problems = [];
const expect = (isTrue, problem) => isTrue || problems.push(problem);

process.on('uncaughtException', (error) => {
  for (const problem of problems) console.log(`DOES NOT MATCH: ${problem}`);
  console.log(`CANNOT BE VERIFIED: ${error.message}`);
  process.exitCode = 1;
});

const image = readFileSync(imagePath);
const recordText = readFileSync(recordPath, 'utf8').replace(/\n$/, '');
const record = JSON.parse(recordText);

// 1. The image: its own hash, and the hash over image, place and time.
const number = (write, value) => {
  const bytes = Buffer.alloc(8);
  bytes[write](value);
  return bytes;
};
const coordinate = (value) => (value === null ? Buffer.alloc(9) : Buffer.concat([Buffer.of(1), number('writeDoubleLE', value)]));
const time = number('writeBigInt64LE', BigInt(record.capturedAt));
const evidence =
  record.evidenceHashVersion === 1
    ? sha256(image, number('writeDoubleLE', record.latitude), number('writeDoubleLE', record.longitude), time)
    : sha256('tamperlens-evidence-2\0', image, coordinate(record.latitude), coordinate(record.longitude), time);
expect(record.byteLength === image.length, 'the image has another length than the record states');
expect(record.fileHash === sha256(image).toString('hex'), 'the image is not the one that was recorded');
expect(record.evidenceHash === evidence.toString('hex'), 'image, place and time do not fit the evidence hash');

// 2. The proof: an index, hashes, a blank line, and the checkpoint (origin, size, root, time, blank line, signatures).
const proof = readFileSync(proofPath, 'utf8');
const blank = proof.indexOf('\n\n');
const [format, indexLine, ...path] = proof.slice(0, blank).split('\n');
const checkpoint = proof.slice(blank + 2);
const signed = checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1);
const [origin, sizeText, rootText, tag] = signed.split('\n');
const [index, size, root] = [Number(indexLine.slice(6)), Number(sizeText), Buffer.from(rootText, 'base64')];
expect(format === 'c2sp.org/tlog-proof@v1' && tag.startsWith('tamperlens-evidence-checkpoint/1 '), 'the proof has another form');
expect(record.index === index && index < size, 'the proof is for another record');

// 3. The way up from the record to the root (RFC 9162, section 2.1.3.2).
let [place, last, hash] = [index, size - 1, leafHash(recordText)];
for (const neighbor of path.map((line) => Buffer.from(line, 'base64'))) {
  if (last === 0) place = last = NaN;
  if (place % 2 === 1 || place === last) {
    hash = nodeHash(neighbor, hash);
    while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
  } else {
    hash = nodeHash(hash, neighbor);
  }
  [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
}
expect(last === 0 && hash.equals(root), 'the record does not lead to the root of the checkpoint');

// 4. The signature: "— name base64(key identifier, signature)" over the text above the blank line.
const [, name, keyText] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(key) ?? [];
if (name === undefined) throw new Error('the key is not written name+keyid+key');
const publicKey = Buffer.from(keyText, 'base64').subarray(1);
const keyId = sha256(`${name}\n\x01`, publicKey).subarray(0, 4);
const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
const isSigned = checkpoint.split('\n').some((line) => {
  if (!line.startsWith(`\u2014 ${name} `)) return false;
  const bytes = Buffer.from(line.split(' ')[2], 'base64');
  const keyObject = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return bytes.subarray(0, 4).equals(keyId) && verify(null, Buffer.from(signed), keyObject, bytes.subarray(4));
});
expect(origin === name && isSigned, 'the checkpoint was not signed with this key, or was changed');

// 5. The log, a record a line, alone or as a log file keeps it: the chain, and the root over the first `size` records.
const fieldsOf = (text) => {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
};
let checked = 'image, record';
if (logPath !== undefined) {
  const lines = readFileSync(logPath, 'utf8').replace(/\n$/, '').split('\n');
  const texts = lines.map((line) => line.replace(/^\{"leafHash":"[0-9a-f]{64}",[^{]*"record":(.*)\}$/, '$1'));
  const peaks = [];
  let previous = '0'.repeat(64);
  texts.forEach((text, i) => {
    const row = fieldsOf(text);
    expect(row.previousHash === previous && row.index === i, `record ${i} does not follow from the one before it`);
    previous = leafHash(text).toString('hex');
    if (i >= size) return;
    peaks.push(leafHash(text));
    for (let n = i + 1; n % 2 === 0; n /= 2) peaks.push(nodeHash(...peaks.splice(-2)));
  });
  expect(texts.length >= size, `the log ends at record ${texts.length}, and the checkpoint was signed for ${size}`);
  expect(texts[index] === recordText, 'the record is not in its place in the log');
  const top = peaks.length === 0 ? sha256() : peaks.reduceRight((right, left) => nodeHash(left, right));
  expect(top.equals(root), 'the log is not the one that the checkpoint was signed for');
  checked += `, the first ${size} records of the log`;
}

for (const problem of problems) console.log(`DOES NOT MATCH: ${problem}`);
if (problems.length === 0)
  console.log(`Nothing was changed since the checkpoint of ${tag.split(' ')[1]} by ${origin}: ${checked}.`);
process.exitCode = problems.length === 0 ? 0 : 1;
