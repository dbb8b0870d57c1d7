import { adler32 } from './adler32.ts';
import { readUint32 } from './big-endian.ts';
import { PrefixCode } from './prefix-code.ts';

/**
 * How reading a zlib stream ended.
 *
 * - `complete`: the last block ended; see `checksum` for whether its bytes are the ones that were packed.
 * - `truncated`: the compressed bytes ran out first.
 * - `corrupt`: the bytes from `consumedBytes` on are not a deflate stream.
 * - `overflow`: there is more in the stream than there was room for.
 */
export type InflateOutcome = 'complete' | 'truncated' | 'corrupt' | 'overflow';

/** The rule of RFC 1950 or 1951 that a corrupt stream breaks. */
export type InflateProblem =
  | 'no-zlib-header'
  | 'unknown-method'
  | 'preset-dictionary'
  | 'unknown-block-type'
  | 'stored-lengths-differ'
  | 'too-many-codes'
  | 'too-many-lengths'
  | 'repetition-of-nothing'
  | 'no-prefix-code'
  | 'endless-block'
  | 'unknown-code'
  | 'distance-too-far';

/** What came of reading a zlib stream. */
export interface InflateResult {
  readonly outcome: InflateOutcome;
  /** What is wrong with a corrupt stream. */
  readonly problem: InflateProblem | undefined;
  /** How many bytes came out. */
  readonly writtenBytes: number;
  /** How many compressed bytes were read, counting the one reached last. */
  readonly consumedBytes: number;
  /** Whether the Adler-32 at the end is that of the bytes; `missing` where the stream does not get that far. */
  readonly checksum: 'match' | 'mismatch' | 'missing';
}

/** The order in which a block gives the lengths of the code-length code (RFC 1951 §3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The symbol that ends a block; those above it are match lengths (RFC 1951 §3.2.5). */
const END_OF_BLOCK = 256;

/** Extra bits behind the symbols of match lengths, from 257 on, and of distances (RFC 1951 §3.2.5). */
const LENGTH_EXTRA = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0);
const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, symbol) => Math.max(0, (symbol >> 1) - 1));

/** The smallest match length or distance of each symbol. */
const LENGTH_BASE = bases(3, LENGTH_EXTRA);
const DISTANCE_BASE = bases(1, DISTANCE_EXTRA);
LENGTH_BASE[28] = 258; // The longest match has a symbol of its own and could also be written as 227 + 31.

/** Zero bytes behind the input, so that the inner loop looks ahead without asking: one match takes at most 48 bits. */
const PADDING_BYTES = 16;

/** One pass over one zlib stream. */
export class Inflater {
  readonly #input: Uint8Array;
  readonly #end: number;
  readonly #maximumBytes: number;
  readonly #literals = new PrefixCode(288, 12);
  readonly #distances = new PrefixCode(32, 9);
  readonly #lengths = new Uint8Array(288 + 32);
  #fixed: { readonly literals: PrefixCode; readonly distances: PrefixCode } | undefined;
  #output: Uint8Array;
  #written = 0;
  /** The next byte to take; the `#held` bits before it wait in `#hold`, the next of the stream lowest. */
  #position = 0;
  #hold = 0;
  #held = 0;
  #problem: InflateProblem | undefined;

  /** `output` is replaced by larger ones up to `maximumBytes` as needed. */
  constructor(compressed: readonly Uint8Array[], output: Uint8Array, maximumBytes: number) {
    this.#end = compressed.reduce((sum, part) => sum + part.length, 0);
    this.#input = new Uint8Array(this.#end + PADDING_BYTES);
    let at = 0;
    for (const part of compressed) {
      this.#input.set(part, at);
      at += part.length;
    }
    this.#output = output;
    this.#maximumBytes = maximumBytes;
  }

  /** The bytes that came out. */
  get output(): Uint8Array {
    return this.#output.subarray(0, this.#written);
  }

  run(): InflateResult {
    const outcome = this.#readHeader() ?? this.#readBlocks();
    const checksum = outcome === 'complete' ? this.#readChecksum() : 'missing';
    const consumedBytes = Math.min(this.#end, this.#position - (this.#held >> 3));
    return { outcome, problem: this.#problem, writtenBytes: this.#written, consumedBytes, checksum };
  }

  #readHeader(): InflateOutcome | undefined {
    const method = this.#bits(8);
    const flags = this.#bits(8);
    if ((method * 256 + flags) % 31 !== 0) return this.#corrupt('no-zlib-header');
    if ((method & 15) !== 8 || method >> 4 > 7) return this.#corrupt('unknown-method');
    return flags & 0x20 ? this.#corrupt('preset-dictionary') : undefined;
  }

  #readBlocks(): InflateOutcome {
    for (;;) {
      const isLast = this.#bits(1);
      const stop = this.#readBlock(this.#bits(2));
      if (stop !== undefined) return stop;
      if (isLast) return 'complete';
    }
  }

  #readBlock(type: number): InflateOutcome | undefined {
    if (type === 0) return this.#readStored();
    if (type === 3) return this.#corrupt('unknown-block-type');
    if (type === 2) return this.#readCodes() ?? this.#readSymbols(this.#literals, this.#distances);
    const { literals, distances } = (this.#fixed ??= fixedCodes());
    return this.#readSymbols(literals, distances);
  }

  #readStored(): InflateOutcome | undefined {
    this.#alignToByte();
    const length = this.#bits(16);
    const complement = this.#bits(16);
    if (length !== (~complement & 0xffff)) return this.#corrupt('stored-lengths-differ');
    const start = this.#position - (this.#held >> 3);
    this.#hold = 0;
    this.#held = 0;
    this.#makeRoom(length);
    const available = Math.max(0, Math.min(length, this.#end - start));
    const copied = Math.min(available, this.#output.length - this.#written);
    this.#output.set(this.#input.subarray(start, start + copied), this.#written);
    this.#written += copied;
    this.#position = start + copied;
    if (copied < available) return 'overflow';
    return available < length || start > this.#end ? 'truncated' : undefined;
  }

  #readCodes(): InflateOutcome | undefined {
    const literals = this.#bits(5) + 257;
    const distances = this.#bits(5) + 1;
    const ordered = this.#bits(4) + 4;
    if (literals > 286 || distances > 30) return this.#corrupt('too-many-codes');
    const lengths = this.#lengths;
    lengths.fill(0, 0, LENGTH_ORDER.length);
    for (let i = 0; i < ordered; i++) lengths[LENGTH_ORDER[i]] = this.#bits(3);
    // The code of the lengths is done with before the distances' own is built.
    const code = this.#distances;
    if (code.build(lengths, 0, LENGTH_ORDER.length) !== 'complete') return this.#corrupt('no-prefix-code');
    const total = literals + distances;
    for (let i = 0; i < total;) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) return this.#corrupt('repetition-of-nothing');
      const value = symbol === 16 ? lengths[i - 1] : 0;
      const repeat = symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if (i + repeat > total) return this.#corrupt('too-many-lengths');
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    if (lengths[END_OF_BLOCK] === 0) return this.#corrupt('endless-block');
    if (this.#isPastEnd()) return 'truncated';
    const isValid =
      this.#literals.build(lengths, 0, literals) !== 'invalid' && this.#distances.build(lengths, literals, total) !== 'invalid';
    return isValid ? undefined : this.#corrupt('no-prefix-code');
  }

  /** The literals and matches of a block up to its end: the hot loop, on local copies of the state. */
  #readSymbols(literals: PrefixCode, distances: PrefixCode): InflateOutcome | undefined {
    const input = this.#input;
    const end = this.#end;
    const literalRoot = literals.root;
    const literalMask = literalRoot.length - 1;
    const distanceRoot = distances.root;
    const distanceMask = distanceRoot.length - 1;
    let output = this.#output;
    let room = output.length;
    let written = this.#written;
    let position = this.#position;
    let hold = this.#hold;
    let held = this.#held;
    let problem: InflateProblem | undefined;
    let outcome: InflateOutcome | undefined;

    for (;;) {
      if (held < 15) {
        hold |= (input[position] | (input[position + 1] << 8)) << held;
        position += 2;
        held += 16;
      }
      let entry = literalRoot[hold & literalMask];
      if (entry === 0) {
        entry = literals.walk(hold);
        if (entry === 0) {
          problem = 'unknown-code';
          break;
        }
      }
      hold >>>= entry & 15;
      held -= entry & 15;
      if (position > end && position * 8 - held > end * 8) {
        outcome = 'truncated';
        break;
      }
      let symbol = entry >> 4;
      if (symbol < END_OF_BLOCK) {
        if (written === room) {
          this.#written = written;
          output = this.#makeRoom(1);
          room = output.length;
          if (written === room) {
            outcome = 'overflow';
            break;
          }
        }
        output[written++] = symbol;
        continue;
      }
      if (symbol === END_OF_BLOCK) break;
      symbol -= END_OF_BLOCK + 1;
      if (symbol >= LENGTH_BASE.length) {
        problem = 'unknown-code';
        break;
      }

      if (held < 15) {
        hold |= (input[position] | (input[position + 1] << 8)) << held;
        position += 2;
        held += 16;
      }
      let extra = LENGTH_EXTRA[symbol];
      const length = LENGTH_BASE[symbol] + (hold & ((1 << extra) - 1));
      hold >>>= extra;
      held -= extra;
      if (held < 15) {
        hold |= (input[position] | (input[position + 1] << 8)) << held;
        position += 2;
        held += 16;
      }
      entry = distanceRoot[hold & distanceMask];
      if (entry === 0) entry = distances.walk(hold);
      hold >>>= entry & 15;
      held -= entry & 15;
      symbol = entry >> 4;
      if (entry === 0 || symbol >= DISTANCE_BASE.length) {
        problem = 'unknown-code';
        break;
      }
      if (held < 15) {
        hold |= (input[position] | (input[position + 1] << 8)) << held;
        position += 2;
        held += 16;
      }
      extra = DISTANCE_EXTRA[symbol];
      const distance = DISTANCE_BASE[symbol] + (hold & ((1 << extra) - 1));
      hold >>>= extra;
      held -= extra;
      if (position > end && position * 8 - held > end * 8) {
        outcome = 'truncated';
        break;
      }
      if (distance > written) {
        problem = 'distance-too-far';
        break;
      }

      let stop = written + length;
      if (stop > room) {
        this.#written = written;
        output = this.#makeRoom(length);
        room = output.length;
        if (stop > room) {
          stop = room;
          outcome = 'overflow';
        }
      }
      for (let from = written - distance; written < stop;) output[written++] = output[from++];
      if (outcome !== undefined) break;
    }

    this.#written = written;
    this.#position = position;
    this.#hold = hold;
    this.#held = held;
    return problem === undefined ? outcome : this.#corrupt(problem);
  }

  #readChecksum(): InflateResult['checksum'] {
    this.#alignToByte();
    const start = this.#position - (this.#held >> 3);
    this.#hold = 0;
    this.#held = 0;
    this.#position = start + 4;
    if (this.#position > this.#end) return 'missing';
    return readUint32(this.#input, start) === adler32(this.output) ? 'match' : 'mismatch';
  }

  /** The next `count` bits, at most 16; zeros past the end. */
  #bits(count: number): number {
    while (this.#held < count) {
      this.#hold |= (this.#position < this.#end ? this.#input[this.#position] : 0) << this.#held;
      this.#position++;
      this.#held += 8;
    }
    const value = this.#hold & ((1 << count) - 1);
    this.#hold >>>= count;
    this.#held -= count;
    return value;
  }

  /** The next symbol of a complete code of at most 7 bits. */
  #symbol(code: PrefixCode): number {
    if (this.#held < 7) {
      this.#hold |= (this.#position < this.#end ? this.#input[this.#position] : 0) << this.#held;
      this.#position++;
      this.#held += 8;
    }
    const entry = code.root[this.#hold & 127];
    this.#hold >>>= entry & 15;
    this.#held -= entry & 15;
    return entry >> 4;
  }

  #alignToByte(): void {
    this.#hold >>>= this.#held & 7;
    this.#held &= ~7;
  }

  /** Gives the output room for `count` bytes more, or as many as it may have. */
  #makeRoom(count: number): Uint8Array {
    const wanted = this.#written + count;
    if (wanted > this.#output.length && this.#output.length < this.#maximumBytes) {
      const larger = new Uint8Array(Math.min(this.#maximumBytes, Math.max(wanted, 2 * this.#output.length)));
      larger.set(this.#output);
      this.#output = larger;
    }
    return this.#output;
  }

  #isPastEnd(): boolean {
    return this.#position * 8 - this.#held > this.#end * 8;
  }

  /** What looks damaged may be whole and cut short. */
  #corrupt(problem: InflateProblem): InflateOutcome {
    if (this.#isPastEnd()) return 'truncated';
    this.#problem = problem;
    return 'corrupt';
  }
}

function bases(first: number, extra: Uint8Array): Uint16Array {
  const made = new Uint16Array(extra.length);
  for (let i = 0, base = first; i < made.length; base += 1 << extra[i++]) made[i] = base;
  return made;
}

/** The codes of blocks of type 1 (RFC 1951 §3.2.6). */
function fixedCodes(): { readonly literals: PrefixCode; readonly distances: PrefixCode } {
  const literals = new PrefixCode(288, 12);
  const distances = new PrefixCode(32, 5);
  literals.build(new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280), 0, 288);
  distances.build(new Uint8Array(32).fill(5), 0, 32);
  return { literals, distances };
}
