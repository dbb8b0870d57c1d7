import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashEvidenceFile, nodeSha256 } from '../../../../src/adapters/node/evidence/index.ts';
import { createEvidenceRecord, evidenceHash } from '../../../../src/evidence/index.ts';
import type { Sha256 } from '../../../../src/evidence/index.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';

const PART_BYTES = 1 << 20;
const CAPTURED_AT = 1_700_000_000_123_456_789n;

describe('hashEvidenceFile', () => {
  it.each([0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES])(
    'hashes %d bytes as if they came at once',
    async (length) => {
      const imageBytes = new Uint8Array(length).map((_, i) => (i * 31 + (i >> 8)) % 256);
      const path = join(temporaryFolder({ 'photo.jpg': imageBytes }), 'photo.jpg');
      const first = await hashEvidenceFile(path);
      const place = { latitude: 50.4501, longitude: 30.5234 };
      expect(first.byteLength).toBe(length);
      expect(first.digest({ ...place, capturedAt: CAPTURED_AT })).toBe(
        evidenceHash({ imageBytes, ...place, capturedAt: CAPTURED_AT }),
      );
      const nowhere = { latitude: null, longitude: null };
      const second = await hashEvidenceFile(path, { version: 2 });
      expect(second.digest({ ...nowhere, capturedAt: CAPTURED_AT })).toBe(
        evidenceHash({ imageBytes, ...nowhere, capturedAt: CAPTURED_AT }),
      );
      const options = { now: () => CAPTURED_AT, recordId: 'a' };
      expect(createEvidenceRecord({ imageBytes: second, ...nowhere }, options)).toEqual(
        createEvidenceRecord({ imageBytes, ...nowhere }, options),
      );
    },
  );

  it('refuses a file that changes while it is read', async () => {
    const path = join(temporaryFolder({ 'photo.jpg': new Uint8Array(3 * PART_BYTES) }), 'photo.jpg');
    let isChanged = false;
    const meddling: Sha256 = {
      ...nodeSha256,
      create() {
        const hasher = nodeSha256.create();
        return {
          ...hasher,
          update(bytes) {
            if (!isChanged) appendFileSync(path, 'more');
            isChanged = true;
            hasher.update(bytes);
          },
        };
      },
    };
    await expect(hashEvidenceFile(path, { sha256: meddling })).rejects.toMatchObject({ code: 'malformed' });
  });

  it('refuses what is no regular file, and passes on what the system says', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'photo.jpg'));
    await expect(hashEvidenceFile(join(folder, 'photo.jpg'))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(hashEvidenceFile(join(folder, 'none.jpg'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(hashEvidenceFile(join(folder, 'none.jpg'), { version: 3 as 1 })).rejects.toBeInstanceOf(RangeError);
  });
});
