import { readFixture } from '../../support/fixture.ts';
import vectors from '../../vectors/jpeg-decode.json' with { type: 'json' };

/** What the reference decoders made of one file of `fixtures/formats/jpeg/`; `jpeg-decode.json` says what the fields mean. */
export interface DecodeCase {
  readonly name: string;
  readonly about: string;
  readonly expect: string;
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly sampling: string;
  readonly process: string;
  readonly channels?: number | undefined;
  readonly sha256?: string | undefined;
  readonly codes?: string[] | undefined;
  readonly intact?: string | undefined;
  readonly intactRows?: number | undefined;
  readonly unsmoothedSha256?: string | undefined;
}

/** Every case, in the order of the vectors. */
export const DECODE_CASES: readonly DecodeCase[] = vectors.files;

const files = new Map<string, Uint8Array>();
await Promise.all(
  DECODE_CASES.map(async ({ name }) => {
    files.set(name, await readFixture(`formats/jpeg/${name}.jpg`));
  }),
);

/** The cases of some kinds. */
export function casesThat(...expectations: readonly string[]): DecodeCase[] {
  return DECODE_CASES.filter((entry) => expectations.includes(entry.expect));
}

/** The bytes of `fixtures/formats/jpeg/<name>.jpg`. */
export function fileOf(name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw new RangeError(`"${name}" is not in jpeg-decode.json`);
  return bytes;
}
