import { toHex } from '../bytes/index.ts';
import { checkBytes, checkRange } from '../errors/index.ts';
import { nanosecondsOf } from './nanoseconds.ts';
import type { DateLike } from './nanoseconds.ts';
import { PORTABLE_SHA256 } from './sha256.ts';
import type { Sha256, Sha256Hasher } from './sha256.ts';
import { utf8 } from './utf8.ts';

/**
 * The layout of what is hashed.
 *
 * - 1: image bytes ‖ latitude ‖ longitude ‖ captured-at. Both coordinates are there.
 * - 2: ASCII `tamperlens-evidence-2` ‖ a zero byte ‖ image bytes ‖ tag ‖ latitude ‖ tag ‖ longitude ‖ captured-at, where the tag is one
 *   byte: 1 when the coordinate is there, 0 when it is absent and its eight bytes are zeros.
 *
 * Coordinates are float64, captured-at is an int64 of nanoseconds since 1970-01-01 UTC, all least significant byte first.
 */
export type EvidenceHashVersion = 1 | 2;

/** Where and when, as {@link evidenceHash} takes them. */
export interface PlaceAndTime {
  /** Degrees north, −90..90; `null` when the place is not known. 0 is a place. */
  readonly latitude: number | null;
  /** Degrees east, −180..180; `null` when the place is not known. 0 is a place. */
  readonly longitude: number | null;
  /** Nanoseconds since 1970-01-01 UTC that fit a signed 64-bit number, or a `Date`. */
  readonly capturedAt: bigint | DateLike;
}

/** What {@link evidenceHash} covers. */
export interface EvidenceSubject extends PlaceAndTime {
  /** The file as it arrived, every byte of it: no URL, no text form, nothing re-encoded. */
  readonly imageBytes: Uint8Array;
}

/** An evidence hash, and the layout it was taken over. */
export interface VersionedEvidenceHash {
  /** 64 lower-case hexadecimal digits. */
  readonly hash: string;
  readonly version: EvidenceHashVersion;
}

/** An evidence hash in the making, over a file that comes in parts. */
export interface EvidenceHasher {
  readonly version: EvidenceHashVersion;
  /** How many bytes of the file have come so far. */
  readonly byteLength: number;
  /** Takes the next part of the file. */
  update(bytes: Uint8Array): void;
  /** SHA-256 of the file so far, without place and time: 64 lower-case hexadecimal digits. */
  fileHash(): string;
  /**
   * The evidence hash of the file so far with a place and a time: 64 lower-case hexadecimal digits. May be asked again.
   *
   * @throws {TypeError | RangeError} Place or time are wrong, or the place is absent in version 1 or whole in version 2.
   */
  digest(placeAndTime: PlaceAndTime): string;
}

const SECOND_FORM: Uint8Array = utf8('tamperlens-evidence-2\0');

/**
 * Hashes an image's bytes together with a place and a time: 64 lower-case hexadecimal digits.
 *
 * With both coordinates the layout is that of version 1, which other software shares; with one or both absent it is version 2 (see
 * {@link EvidenceHashVersion}). −0 is hashed as it is, and differs from 0.
 *
 * The hash shows whether image, place or time were changed since it was made. It does not show that they were true.
 *
 * @param subject - The file as it arrived, where, and when.
 * @param sha256 - The platform's SHA-256, where there is a faster one.
 * @returns 64 lower-case hexadecimal digits.
 * @throws {TypeError} The bytes are no `Uint8Array`, a coordinate is no number, or the time is neither a bigint nor a valid `Date`.
 * @throws {RangeError} A coordinate is not finite or out of range, or the time does not fit a signed 64-bit number.
 *
 * @example
 * ```ts
 * import { evidenceHash } from 'tamperlens/evidence';
 *
 * const imageBytes = Uint8Array.of(0x61, 0x62, 0x63);
 * const capturedAt = 1700000000123456789n;
 * evidenceHash({ imageBytes, latitude: 50.4501, longitude: 30.5234, capturedAt }); // '2bfd2797d45ae487c7914b1c90ecf07797cb4a3a78d22b58cea041ff0664723d'
 * ```
 */
export function evidenceHash(subject: EvidenceSubject, sha256?: Sha256): string {
  return hashEvidence(subject, sha256).hash;
}

/** Does what {@link evidenceHash} does with the same parameters, and says which layout was used. */
export function hashEvidence(subject: EvidenceSubject, sha256?: Sha256): VersionedEvidenceHash {
  checkSubject(subject);
  const version = evidenceHashVersion(subject);
  const hasher = createEvidenceHasher(version, sha256);
  hasher.update(subject.imageBytes);
  return { hash: hasher.digest(subject), version };
}

/** The layout that a place asks for: 1 when both coordinates are there, else 2. */
export function evidenceHashVersion(place: Pick<PlaceAndTime, 'latitude' | 'longitude'>): EvidenceHashVersion {
  return place.latitude === null || place.longitude === null ? 2 : 1;
}

/**
 * Starts an evidence hash over a file that comes in parts, so that it need not be in memory.
 *
 * @param version - 1 when both coordinates will be there, 2 when one or both are absent; the bytes in front of the file differ.
 * @param sha256 - The platform's SHA-256, where there is a faster one.
 */
export function createEvidenceHasher(version: EvidenceHashVersion = 1, sha256: Sha256 = PORTABLE_SHA256): EvidenceHasher {
  const file = sha256.create();
  if (version === 1) return makeHasher(1, file, file);
  if (version !== 2) throw new RangeError(`"version" must be 1 or 2, received ${String(version)}`);
  const framed = sha256.create();
  framed.update(SECOND_FORM);
  return makeHasher(2, file, framed);
}

function makeHasher(version: EvidenceHashVersion, file: Sha256Hasher, framed: Sha256Hasher): EvidenceHasher {
  let byteLength = 0;
  return {
    version,
    get byteLength() {
      return byteLength;
    },
    update(bytes) {
      checkBytes('bytes', bytes);
      byteLength += bytes.length;
      file.update(bytes);
      // In version 1 the file's own hash is the same state before place and time are added.
      if (framed !== file) framed.update(bytes);
    },
    fileHash: () => toHex(file.clone().digest()),
    digest(placeAndTime) {
      const tail = placeAndTimeBytes(version, placeAndTime);
      const whole = framed.clone();
      whole.update(tail);
      return toHex(whole.digest());
    },
  };
}

/** What follows the image's bytes; of one length in each version, so that no image can be taken for another one's end. */
function placeAndTimeBytes(version: EvidenceHashVersion, { latitude, longitude, capturedAt }: PlaceAndTime): Uint8Array {
  checkCoordinate('latitude', latitude, 90);
  checkCoordinate('longitude', longitude, 180);
  if (evidenceHashVersion({ latitude, longitude }) !== version) {
    throw new TypeError(
      version === 1
        ? 'version 1 of the evidence hash needs "latitude" and "longitude"; use version 2 where one is null'
        : 'version 2 of the evidence hash is for a "latitude" or "longitude" that is null; use version 1',
    );
  }
  const time = nanosecondsOf('capturedAt', capturedAt);
  const tagged = version === 2 ? 1 : 0;
  const bytes = new Uint8Array(24 + 2 * tagged);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const coordinate of [latitude, longitude]) {
    if (tagged === 1) bytes[at] = coordinate === null ? 0 : 1;
    view.setFloat64(at + tagged, coordinate ?? 0, true);
    at += tagged + 8;
  }
  view.setBigInt64(at, time, true);
  return bytes;
}

/** Whether a value is what {@link createEvidenceHasher} makes, of this or another copy of the library. */
export function isEvidenceHasher(value: unknown): value is EvidenceHasher {
  return typeof value === 'object' && value !== null && 'digest' in value && 'fileHash' in value;
}

function checkSubject(subject: EvidenceSubject): void {
  if (typeof subject !== 'object' || subject === null) throw new TypeError('the subject must be an object');
  checkBytes('imageBytes', subject.imageBytes);
}

/** Throws unless a coordinate is `null` or a finite number within ±`limit` degrees. */
export function checkCoordinate(name: string, value: unknown, limit: number): asserts value is number | null {
  if (value !== null) checkRange(name, value, -limit, limit);
}
