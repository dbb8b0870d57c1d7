import { writeSync } from 'node:fs';
import { newRecordId, nodeSha256, serverClock } from '../../../../src/adapters/node/evidence/index.ts';
import { EvidenceLog } from '../../../../src/evidence/index.ts';
import { inputOf, presentStores } from './stores.node.ts';

/** How many uploads are under way at any time, so that appends are batches. */
const AT_ONCE = 12;

// Appends records to the store of this kind and path until it is killed, and says which ones were acknowledged.
const [name, path] = process.argv.slice(2);
const kind = presentStores(() => undefined).find((candidate) => candidate.name === name);
if (kind === undefined) throw new Error(`there is no store ${name}`);
const log = await EvidenceLog.open(await kind.open(path), { now: serverClock(), sha256: nodeSha256 });
writeSync(1, 'open\n');

async function uploadForEver(): Promise<never> {
  for (;;) {
    const { index, leafHash } = await log.append(inputOf(log.size), { recordId: newRecordId() });
    // At once and as a whole, or the parent would not know of it.
    writeSync(1, `${index} ${leafHash}\n`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, uploadForEver));
