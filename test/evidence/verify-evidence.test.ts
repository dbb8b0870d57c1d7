import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createEvidenceHasher,
  createEvidenceRecord,
  ed25519Signer,
  EvidenceLog,
  recordHash,
  recordText,
  verifyEvidence,
} from '../../src/evidence/index.ts';
import type { EvidenceMaterial, EvidenceVerification } from '../../src/evidence/index.ts';
import { WORDED_CODES, wordNote } from '../../src/report/index.ts';
import { rejection } from '../support/caught.ts';
import { countingClock, filledLog, imageOf, RowStore } from './row-store.ts';

const SIGNER = ed25519Signer(new Uint8Array(32).fill(5), 'evidence.example/log');
const KEY = SIGNER.verifierKey;
const SIZE = 21;
const WHICH = 6;

const { log: LOG, store: STORE, entries: ENTRIES } = await filledLog(SIZE, { signer: SIGNER });
const CHECKPOINT = await LOG.checkpoint();
const { text: RECORD, leafHash: LEAF_HASH, record: FIELDS } = ENTRIES[WHICH];
/** All that a third party may have. */
const MATERIAL: EvidenceMaterial = {
  imageBytes: imageOf(WHICH),
  record: RECORD,
  recordId: `upload-${WHICH}`,
  leafHash: LEAF_HASH,
  inclusion: await LOG.inclusionProof(WHICH),
  checkpoints: [CHECKPOINT],
  key: KEY,
  store: STORE,
  now: 1_800_000_000_000_000_000n,
};
const WITHOUT_LOG: EvidenceMaterial = { ...MATERIAL, store: undefined };

async function verified(change: EvidenceMaterial, base: EvidenceMaterial = MATERIAL): Promise<EvidenceVerification> {
  return verifyEvidence({ ...base, ...change });
}

async function codes(change: EvidenceMaterial, base?: EvidenceMaterial): Promise<string[]> {
  return (await verified(change, base)).problems.map(({ code }) => code);
}

/** What is found when the log was tampered with and nothing but it and a checkpoint is there. */
async function problemsOf(tamper: (store: RowStore) => void, checkpoints: readonly string[] = []): Promise<unknown> {
  const store = STORE.copy();
  tamper(store);
  const { problems } = await verifyEvidence({ store, checkpoints, key: KEY });
  return problems.map(({ code, params }) => [code, params]);
}

describe('verifyEvidence', () => {
  it('finds nothing where nothing was changed, and says what it checked', async () => {
    const { problems, checked, notChecked, log, record } = await verified({});
    expect(problems).toEqual([]);
    expect(checked).toEqual(['record', 'image', 'signatures', 'position', 'log', 'log-checkpoints']);
    expect(notChecked).toEqual([]);
    expect(log).toEqual({ rows: SIZE, rootHash: await LOG.rootHash(), isIntact: true });
    expect(record).toEqual(FIELDS);
  });

  it('works on parts, and says what was not checked for want of what', async () => {
    const nothing = await verifyEvidence({});
    expect(nothing.checked).toEqual([]);
    expect(nothing.notChecked.map(({ code, params }) => [code, params.missing])).toEqual([
      ['evidence-unchecked-record', undefined],
      ['evidence-unchecked-image', 'image'],
      ['evidence-unchecked-signatures', 'checkpoint'],
      ['evidence-unchecked-position', 'record'],
      ['evidence-unchecked-log', undefined],
    ]);
    const image = await verifyEvidence({ imageBytes: imageOf(WHICH), record: RECORD });
    expect([image.problems, image.checked]).toEqual([[], ['record', 'image']]);
    const unsigned = await verified({ key: undefined }, WITHOUT_LOG);
    expect(unsigned.checked).toEqual(['record', 'image', 'position']);
    expect(unsigned.notChecked.map(({ code, params }) => [code, params.missing])).toEqual([
      ['evidence-unchecked-signatures', 'key'],
      ['evidence-unchecked-log', undefined],
    ]);
  });

  it('takes an image that comes in parts', async () => {
    const hasher = createEvidenceHasher(FIELDS.evidenceHashVersion);
    hasher.update(imageOf(WHICH).subarray(0, 10));
    hasher.update(imageOf(WHICH).subarray(10));
    expect(await codes({ imageBytes: hasher })).toEqual([]);
    const wrong = createEvidenceHasher(FIELDS.evidenceHashVersion === 1 ? 2 : 1);
    expect(await rejection(verified({ imageBytes: wrong }))).toBeInstanceOf(RangeError);
  });

  it('refuses what is of no use to it', async () => {
    expect(await rejection(verified({ record: FIELDS as never }))).toMatchObject({
      message: expect.stringContaining('"record"') as string,
    });
    const wrong: [object, string][] = [
      [{ imageBytes: 'ff' }, '"imageBytes" must be a Uint8Array'],
      [{ imageBytes: null }, '"imageBytes" must be a Uint8Array'],
      [{ checkpoints: CHECKPOINT }, '"checkpoints" must be an array'],
      [{ consistency: {} }, '"consistency" must be an array'],
      [{ inclusion: null }, '"inclusion" must be an object'],
      [{ key: 'a+b+c' }, '"key.publicKey" must be a Uint8Array'],
      [{ key: null }, '"key.publicKey" must be a Uint8Array'],
    ];
    for (const [material, message] of wrong) {
      const error = await rejection(verified(material));
      expect([error instanceof TypeError, String(error)]).toEqual([true, expect.stringContaining(message)]);
    }
    expect(await rejection(verified({ images: [] } as never))).toMatchObject({
      message: expect.stringContaining('unknown option') as string,
    });
  });
});

describe('a changed image', () => {
  it('is named', async () => {
    const imageBytes = imageOf(WHICH);
    imageBytes[3] ^= 1;
    expect(await codes({ imageBytes })).toEqual(['evidence-image-changed']);
    expect(await codes({ imageBytes: imageOf(WHICH).subarray(1) })).toEqual(['evidence-image-length', 'evidence-image-changed']);
    expect(await codes({ imageBytes: imageOf(WHICH + 1) })).toEqual(['evidence-image-length', 'evidence-image-changed']);
  });

  it('is named for every single bit', async () => {
    const image = imageOf(WHICH);
    for (let bit = 0; bit < 8 * image.length; bit++) {
      const imageBytes = image.slice();
      imageBytes[bit >> 3] ^= 1 << (bit & 7);
      expect(await codes({ imageBytes }, { record: RECORD })).toEqual(['evidence-image-changed']);
    }
  });
});

describe('a changed record', () => {
  const alone: EvidenceMaterial = { record: RECORD, imageBytes: imageOf(WHICH) };

  it.each([
    ['place', RECORD.replace('"longitude":-6', '"longitude":-7'), 'evidence-place-or-time-changed'],
    ['length', RECORD.replace('"byteLength":56', '"byteLength":57'), 'evidence-image-length'],
    ['file hash', RECORD.replace(FIELDS.fileHash, '0'.repeat(64)), 'evidence-file-hash-changed'],
    ['evidence hash', RECORD.replace(FIELDS.evidenceHash, '0'.repeat(64)), 'evidence-place-or-time-changed'],
    ['schema', RECORD.replace('record/1', 'record/9'), 'evidence-record-schema'],
    ['field', RECORD.replace('"index":6', '"index":-6'), 'evidence-record-field'],
    ['spelling', RECORD.replace('{', '{ '), 'evidence-record-form'],
  ])('is named by the image and its own form: %s', async (_, record, code) => {
    expect(record).not.toBe(RECORD);
    expect(await codes({ record }, alone)).toContain(code);
  });

  it('is named by its leaf hash, its place under the checkpoint, and the log', async () => {
    const record = RECORD.replace('attachment 6', 'attachment 7');
    expect(await codes({ record }, alone)).toEqual([]);
    expect(await codes({ record }, { leafHash: LEAF_HASH })).toEqual(['evidence-record-changed']);
    expect(await codes({ record }, { ...WITHOUT_LOG, leafHash: undefined })).toEqual(['evidence-position-path']);
    expect(await codes({ record }, { store: STORE })).toEqual(['evidence-record-differs']);
    expect(await codes({ record: RECORD.replace('upload-6', 'upload-66') }, { store: STORE })).toEqual([
      'evidence-record-absent',
    ]);
  });

  it('is named for every single bit, by its place under the checkpoint alone', async () => {
    const bytes = new TextEncoder().encode(RECORD);
    const { inclusion, checkpoints, key } = MATERIAL;
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3] ^= 1 << (bit & 7);
      const record = new TextDecoder().decode(flipped);
      // The signature is the same each time; its verification would take most of the time.
      expect(await codes({ record }, { inclusion, checkpoints, leafHash: LEAF_HASH }), `bit ${bit}`).not.toEqual([]);
    }
    expect(await codes({ record: RECORD }, { inclusion, checkpoints, key })).toEqual([]);
  });
});

describe('swapped records', () => {
  it('are named', async () => {
    const other = ENTRIES[WHICH + 1];
    expect(await codes({ record: other.text }, WITHOUT_LOG)).toEqual([
      'evidence-record-name',
      'evidence-record-changed',
      'evidence-image-length',
      'evidence-image-changed',
      'evidence-position-index',
      'evidence-position-path',
    ]);
    expect(await codes({ inclusion: await LOG.inclusionProof(WHICH + 1) }, WITHOUT_LOG)).toEqual([
      'evidence-position-index',
      'evidence-position-path',
    ]);
  });
});

describe('a checkpoint that does not belong', () => {
  it('is named by what is wrong with it', async () => {
    const { log: elsewhere } = await filledLog(SIZE, { signer: SIGNER, now: countingClock(5n) });
    const stranger = ed25519Signer(new Uint8Array(32).fill(6), SIGNER.name);
    const base = { ...WITHOUT_LOG };
    expect(await codes({ key: stranger.verifierKey }, base)).toEqual(['evidence-checkpoint-key']);
    expect(await codes({ checkpoints: [CHECKPOINT.replace(`\n${SIZE}\n`, '\n22\n')] }, base)).toEqual([
      'evidence-checkpoint-signature',
    ]);
    expect(await codes({ checkpoints: ['nonsense'] }, base)).toEqual(['evidence-checkpoint-malformed']);
    expect(await codes({ checkpoints: [await elsewhere.checkpoint()] }, base)).toEqual(['evidence-position-path']);
    expect(await codes({ checkpoints: [CHECKPOINT, await elsewhere.checkpoint()] }, base)).toEqual([
      'evidence-checkpoints-contradict',
      'evidence-position-path',
    ]);
    const { log: shorter } = await filledLog(SIZE - 1, { signer: SIGNER });
    expect(await codes({ checkpoints: [await shorter.checkpoint()] }, base)).toEqual(['evidence-position-size']);
  });

  it('is not held against the rest when its signature does not fit', async () => {
    const { checked, notChecked } = await verified({ checkpoints: [CHECKPOINT.replace(`\n${SIZE}\n`, '\n22\n')] });
    expect(checked).toEqual(['record', 'image', 'signatures', 'log']);
    expect(notChecked.map(({ code }) => code)).toEqual(['evidence-unchecked-position', 'evidence-unchecked-log-checkpoints']);
  });
});

describe('consistency between checkpoints', () => {
  it('is checked without the log', async () => {
    const { log } = await filledLog(12, { signer: SIGNER });
    const early = await log.checkpoint();
    await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        log.append({ imageBytes: imageOf(i), latitude: 1, longitude: 1 }, { recordId: `more-${i}` }),
      ),
    );
    const checkpoints = [await log.checkpoint(), early];
    const proof = await log.consistencyProof(12);
    const fits = await verifyEvidence({ checkpoints, consistency: [proof], key: KEY });
    expect([fits.problems, fits.checked]).toEqual([[], ['signatures', 'consistency']]);
    const cut = { ...proof, path: proof.path.slice(1) };
    expect(await codes({ checkpoints, consistency: [cut] }, {})).toEqual(['evidence-checkpoints-inconsistent']);
    expect(await codes({ checkpoints, consistency: [{ ...proof, from: 11 }] }, {})).toEqual(['evidence-position-size']);
    const without = await verifyEvidence({ checkpoints, key: KEY });
    expect(without.notChecked.map(({ code }) => code)).toContain('evidence-unchecked-consistency');
    // Another log of 12 records that the same key signed.
    const { log: forked } = await filledLog(12, { signer: SIGNER, now: countingClock(9n) });
    expect(await codes({ checkpoints: [checkpoints[0], await forked.checkpoint()], consistency: [proof] }, {})).toEqual([
      'evidence-checkpoints-inconsistent',
    ]);
  });
});

describe('a log that was tampered with', () => {
  it('names an edited row', async () => {
    const edit = (store: RowStore): void => {
      store.rows[4].text = store.rows[4].text.replace('"longitude":-4', '"longitude":-5');
    };
    expect(await problemsOf(edit)).toEqual([['evidence-row-altered', { row: 4 }]]);
    expect(await problemsOf(edit, [CHECKPOINT])).toEqual([
      ['evidence-row-altered', { row: 4 }],
      ['evidence-log-rewritten', { size: SIZE, intact: 0 }],
    ]);
  });

  it('names an edited leaf hash', async () => {
    expect(await problemsOf((store) => (store.rows[4].leafHash = '0'.repeat(64)))).toEqual([
      ['evidence-row-altered', { row: 4 }],
    ]);
  });

  it('names a row that was rewritten together with its leaf hash', async () => {
    const change = (store: RowStore): void => store.rewrite(4, (text) => text.replace('attachment 4', 'attachment 5'));
    expect(await problemsOf(change)).toEqual([['evidence-chain-broken', { index: 5 }]]);
  });

  it('names a rewritten last row only with the help of a checkpoint', async () => {
    const change = (store: RowStore): void => store.rewrite(SIZE - 1, (text) => text.replace('attachment 20', 'attachment 21'));
    expect(await problemsOf(change)).toEqual([]);
    expect(await problemsOf(change, [CHECKPOINT])).toEqual([['evidence-log-rewritten', { size: SIZE, intact: 0 }]]);
  });

  it('names a wholly rewritten log, and how far it is the old one', async () => {
    const { log, store } = await filledLog(8, { signer: SIGNER });
    const early = await log.checkpoint();
    await log.append({ imageBytes: imageOf(1), latitude: 1, longitude: 1 }, { recordId: 'ninth' });
    const late = await log.checkpoint();
    const rewritten = store.copy();
    rewritten.rewrite(8, (text) => text.replace('ninth', 'tenth'));
    const { problems } = await verifyEvidence({ store: rewritten, checkpoints: [late, early], key: KEY });
    expect(problems).toEqual([{ code: 'evidence-log-rewritten', params: { size: 9, intact: 8 } }]);
  });

  it.each([
    ['one row', 5, 1, { first: 5, last: 5 }],
    ['some rows', 5, 7, { first: 5, last: 11 }],
    ['the first rows', 0, 2, { first: 0, last: 1 }],
  ])('names the loss of %s', async (_, start, count, missing) => {
    expect(await problemsOf((store) => store.rows.splice(start, count))).toEqual([['evidence-records-missing', missing]]);
  });

  it('names a cut-off end and a rolled-back copy by a checkpoint', async () => {
    const cut = (store: RowStore): unknown => store.rows.splice(15);
    expect(await problemsOf(cut)).toEqual([]);
    expect(await problemsOf(cut, [CHECKPOINT])).toEqual([['evidence-log-shortened', { rows: 15, size: SIZE, missing: 6 }]]);
    expect(await problemsOf((store) => (store.rows = []), [CHECKPOINT])).toEqual([
      ['evidence-log-shortened', { rows: 0, size: SIZE, missing: SIZE }],
    ]);
  });

  it('names a copy that was rolled back and grown again', async () => {
    const store = STORE.copy();
    store.rows.splice(15);
    const log = await EvidenceLog.open(store, { now: countingClock(1_750_000_000_000_000_000n) });
    for (let i = 15; i <= SIZE; i++)
      await log.append({ imageBytes: imageOf(i), latitude: 0, longitude: 0 }, { recordId: `new-${i}` });
    const { problems } = await verifyEvidence({ store, checkpoints: [CHECKPOINT], key: KEY });
    expect(problems).toEqual([{ code: 'evidence-log-rewritten', params: { size: SIZE, intact: 0 } }]);
  });

  it('names two swapped rows', async () => {
    const swap = (store: RowStore): void => {
      [store.rows[3], store.rows[9]] = [store.rows[9], store.rows[3]];
    };
    expect(await problemsOf(swap)).toEqual([
      ['evidence-record-misplaced', { index: 9, place: 3 }],
      ['evidence-record-misplaced', { index: 3, place: 9 }],
    ]);
  });

  it('names a row that is there twice', async () => {
    expect(await problemsOf((store) => store.rows.splice(7, 0, store.rows[6]))).toEqual([
      ['evidence-record-repeated', { index: 6 }],
      ['evidence-name-repeated', { name: 'upload-6', first: 6, again: 7 }],
    ]);
  });

  it('names a loss and a swap at once', async () => {
    expect(
      await problemsOf((store) => {
        [store.rows[10], store.rows[12]] = [store.rows[12], store.rows[10]];
        store.rows.splice(2, 3);
      }),
    ).toEqual([
      ['evidence-records-missing', { first: 2, last: 4 }],
      ['evidence-record-misplaced', { index: 12, place: 7 }],
      ['evidence-record-misplaced', { index: 10, place: 9 }],
    ]);
  });

  it('names a record that was put in between', async () => {
    const { entries } = await filledLog(SIZE, { now: countingClock(77n) });
    const found = await problemsOf((store) => (store.rows[9] = { text: entries[9].text, leafHash: entries[9].leafHash }));
    expect(found).toEqual([
      ['evidence-chain-broken', { index: 9 }],
      ['evidence-chain-broken', { index: 10 }],
      // The stranger's clock stood at another time.
      ['evidence-time-not-increasing', { records: 1, first: 9 }],
    ]);
  });

  it('names rows that are no records, and goes on behind them', async () => {
    const found = await problemsOf((store) => {
      store.rows[2].text = store.rows[2].text.slice(0, 100);
      store.rows[8] = { text: '{}', leafHash: recordHash('{}') };
    });
    expect(found).toEqual([
      ['evidence-row-altered', { row: 2 }],
      ['evidence-row-form', { row: 2, problem: 'no-json' }],
      ['evidence-row-schema', { row: 8, schema: '' }],
      ['evidence-chain-broken', { index: 9 }],
    ]);
  });

  it('passes on what the store says about a row', async () => {
    const notes = [{ code: 'evidence-columns', params: {} }];
    expect(await problemsOf((store) => (store.rows[1].notes = notes))).toEqual([['evidence-columns', {}]]);
  });

  it('names times that have not come yet', async () => {
    expect((await verified({ now: 1_700_000_005_000_000_005n })).problems).toEqual([
      { code: 'evidence-time-in-future', params: { records: SIZE - 5, first: 5 } },
    ]);
    const now = BigInt(FIELDS.capturedAt) - 1n;
    const { problems } = await verifyEvidence({ record: RECORD, now });
    expect(problems).toEqual([{ code: 'evidence-time-in-future', params: { records: 1, first: WHICH } }]);
    expect((await verifyEvidence({ record: RECORD, now: now + 1n })).problems).toEqual([]);
  });

  it('names two records of one name', async () => {
    const store = new RowStore();
    const now = countingClock();
    // The log itself refuses a name that it has; rows that were put together without it may have any.
    for (const [index, recordId] of ['a', 'b', 'a', 'a'].entries()) {
      const previous = index === 0 ? undefined : { index: index - 1, leafHash: store.rows[index - 1].leafHash };
      const input = { imageBytes: imageOf(0), latitude: 0, longitude: 0 };
      const text = recordText(createEvidenceRecord(input, { now, recordId, previous }));
      store.rows.push({ text, leafHash: recordHash(text) });
    }
    expect((await verifyEvidence({ store })).problems).toEqual([
      { code: 'evidence-name-repeated', params: { name: 'a', first: 0, again: 2 } },
      { code: 'evidence-name-repeated', params: { name: 'a', first: 0, again: 3 } },
    ]);
  });

  it('lists so many problems of a kind and counts the rest', async () => {
    const { store } = await filledLog(300);
    for (const row of store.rows) row.leafHash = '0'.repeat(64);
    const { problems } = await verifyEvidence({ store });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toEqual({ code: 'evidence-more-of-a-kind', params: { code: 'evidence-row-altered', left: 200 } });
  });

  it('names every one of 1,000 random flipped bits', async () => {
    const rows = STORE.rows.map(({ text, leafHash }) => new TextEncoder().encode(leafHash + text));
    await fc.assert(
      fc.asyncProperty(fc.nat(SIZE - 1), fc.nat(), async (row, where) => {
        const bytes = rows[row].slice();
        const bit = where % (8 * bytes.length);
        bytes[bit >> 3] ^= 1 << (bit & 7);
        const line = new TextDecoder().decode(bytes);
        const store = STORE.copy();
        store.rows[row] = { leafHash: line.slice(0, 64), text: line.slice(64) };
        const { problems } = await verifyEvidence({ store });
        expect(problems.map(({ code }) => code)).toContain('evidence-row-altered');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the notes', () => {
  it('all have sentences without gaps', async () => {
    const store = STORE.copy();
    store.rows.splice(3, 1);
    const answers = [
      await verifyEvidence({}),
      await verified({ store, imageBytes: imageOf(0), record: ENTRIES[3].text, checkpoints: [CHECKPOINT, 'x'] }),
    ];
    for (const note of answers.flatMap(({ problems, notChecked }) => [...problems, ...notChecked])) {
      expect(WORDED_CODES).toContain(note.code);
      expect(wordNote(note).text).not.toMatch(/\{\w+\}/);
    }
  });
});
