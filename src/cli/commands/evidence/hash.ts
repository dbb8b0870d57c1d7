import { formatNanoseconds } from '../../../evidence/index.ts';
import type { ExitStatus } from '../../exit-status.ts';
import type { Terminal } from '../../terminal.ts';
import { forEachInput } from './for-each-input.ts';
import { hashInput } from './hash-input.ts';
import { row } from './layout.ts';
import { namedFiles } from './named-files.ts';
import { placeOf, versionFor, wordPlace } from './place.ts';
import type { PlaceOptions } from './place.ts';

/** Options of `tamperlens evidence hash`. */
export interface HashEvidenceOptions extends PlaceOptions {
  /** Nanoseconds since 1970-01-01 UTC. An option, as an existing hash is computed again here; records get the clock's time. */
  readonly capturedAt: bigint;
  readonly json?: boolean;
}

/** `tamperlens evidence hash <file...>`: evidence hash and file hash of each file with a place and a time. */
export async function hashEvidenceCommand(
  paths: readonly string[],
  options: HashEvidenceOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { capturedAt } = options;
  const place = placeOf(options);
  const evidenceHashVersion = versionFor(place);
  const capturedAtUtc = formatNanoseconds(capturedAt);
  return forEachInput(await namedFiles(paths, terminal), terminal, async (input) => {
    const hasher = await hashInput(input, evidenceHashVersion);
    const evidenceHash = hasher.digest({ ...place, capturedAt });
    const { byteLength } = hasher;
    const fileHash = hasher.fileHash();
    if (options.json === true) {
      const hashes = { evidenceHash, evidenceHashVersion, fileHash, byteLength };
      terminal.print(JSON.stringify({ path: input.label, ...hashes, ...place, capturedAt: String(capturedAt), capturedAtUtc }));
      return;
    }
    terminal.print(
      [
        `${input.label}  (${byteLength} bytes)`,
        row('evidence', evidenceHash),
        row('file', fileHash),
        row('layout', `version ${evidenceHashVersion}`),
        row('place', wordPlace(place)),
        row('time', `${capturedAtUtc} (${capturedAt})`),
      ].join('\n'),
    );
  });
}
