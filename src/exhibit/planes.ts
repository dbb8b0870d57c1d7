import { decodeJpeg, readCoefficients, reconstruct } from '../codec/jpeg/index.ts';
import type { DecodingState, JpegStructure } from '../codec/jpeg/index.ts';
import { decodePng } from '../codec/png/index.ts';
import type { Inflate } from '../codec/png/index.ts';
import type { Limits } from '../errors/index.ts';
import type { FileFormat, GuardReport } from '../guard/index.ts';
import { toLuma } from '../image/index.ts';
import type { Raster } from '../image/index.ts';
import { readMetadata } from '../metadata/index.ts';
import type { ImageMetadata } from '../metadata/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import type { Exhibit, ExhibitPlane, ExhibitPlanes } from './exhibit.ts';

/** Pixels and how much of the frame they are. */
interface DecodedPixels {
  readonly raster: Raster;
  readonly state: DecodingState;
}

type Checkpoint = (() => void) | undefined;

/** Where the pixels of an exhibit come from. */
export interface PixelSource {
  readonly source: Exhibit['source'];
  readonly format: FileFormat | 'pixels';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array | undefined;
  readonly guard: GuardReport | undefined;
  readonly decoder: string;
  readonly limits: Limits;
  /** A faster way to unpack PNG data; the pixels do not depend on it. */
  readonly inflate: Inflate | undefined;
  /** Pixels that came with the exhibit, when they did. */
  readonly raster: Raster | undefined;
}

/** The planes there are. */
const KNOWN: Readonly<Record<ExhibitPlane, true>> = {
  'jpeg-structure': true,
  'jpeg-coefficients': true,
  raster: true,
  luma: true,
  metadata: true,
};

/** An exhibit whose planes are computed on demand. */
export class LazyExhibit implements Exhibit {
  readonly source: Exhibit['source'];
  readonly format: FileFormat | 'pixels';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array | undefined;
  readonly guard: GuardReport | undefined;
  readonly decoder: string;
  readonly #limits: Limits;
  readonly #inflate: Inflate | undefined;
  readonly #given: Raster | undefined;
  readonly #planes: { -readonly [P in ExhibitPlane]?: ExhibitPlanes[P] } = {};
  #state: DecodingState | undefined;

  constructor(source: PixelSource) {
    this.source = source.source;
    this.format = source.format;
    this.width = source.width;
    this.height = source.height;
    this.bytes = source.bytes;
    this.guard = source.guard;
    this.decoder = source.decoder;
    this.#limits = source.limits;
    this.#inflate = source.inflate;
    this.#given = source.raster;
    if (source.raster !== undefined) this.#state = { complete: true, decodedRows: source.height, notes: [] };
  }

  unavailable(plane: ExhibitPlane, checkpoint?: () => void): Note | undefined {
    checkName(plane);
    if (plane === 'raster' || plane === 'luma') {
      return this.decodingState(checkpoint).decodedRows === 0 ? note('exhibit-no-rows') : undefined;
    }
    if (this.source === 'pixels') return note('exhibit-needs-file');
    if (plane === 'metadata') return this.#fileStructure() ? undefined : note('exhibit-metadata-unread', { format: this.format });
    return this.guard?.jpeg === undefined ? note('exhibit-needs-jpeg', { format: this.format }) : undefined;
  }

  plane<P extends ExhibitPlane>(plane: P, checkpoint?: () => void): ExhibitPlanes[P] {
    checkName(plane);
    const kept = this.#planes[plane];
    if (kept !== undefined) return kept;
    const reason = this.unavailable(plane, checkpoint);
    if (reason !== undefined) throw new RangeError(`plane "${plane}" is not available: ${reason.code}`);
    // Finding that out may have made it.
    return (this.#planes[plane] ??= this.#make(plane, checkpoint));
  }

  decodingState(checkpoint?: () => void): DecodingState {
    return (this.#state ??= this.#decode(checkpoint).state);
  }

  release(plane: ExhibitPlane): void {
    delete this.#planes[plane];
  }

  #make<P extends ExhibitPlane>(plane: P, checkpoint: Checkpoint): ExhibitPlanes[P] {
    const makers: { [Name in ExhibitPlane]: () => ExhibitPlanes[Name] } = {
      'jpeg-structure': () => this.#structure(),
      'jpeg-coefficients': () => this.#coefficients(checkpoint),
      raster: () => this.#decode(checkpoint).raster,
      luma: () => toLuma(this.plane('raster', checkpoint)),
      metadata: () => this.#metadata(),
    };
    return makers[plane]();
  }

  #structure(): JpegStructure {
    const structure = this.guard?.jpeg;
    if (structure === undefined) throw new RangeError('the exhibit is not a JPEG file');
    return structure;
  }

  #fileStructure() {
    return this.guard?.jpeg ?? this.guard?.png;
  }

  #metadata(): ImageMetadata {
    const structure = this.#fileStructure();
    if (structure === undefined) throw new RangeError('the exhibit is neither a JPEG nor a PNG file');
    return readMetadata({ bytes: this.#bytes(), structure }, this.#limits);
  }

  #coefficients(checkpoint: Checkpoint) {
    const coefficients = readCoefficients(this.#bytes(), { limits: this.#limits, structure: this.#structure(), checkpoint });
    this.#state = stateOf(coefficients);
    return coefficients;
  }

  #decode(checkpoint: Checkpoint): DecodedPixels {
    const { raster, state } = this.#decodeFrame(checkpoint);
    this.#state = state;
    if (state.decodedRows >= raster.height) {
      this.#planes.raster = raster;
      return { raster, state };
    }
    // Rows that were never read would look like a flat region that somebody painted.
    const length = raster.width * state.decodedRows * raster.channels;
    const rows = { ...raster, height: state.decodedRows, data: raster.data.subarray(0, length) };
    if (state.decodedRows > 0) this.#planes.raster = rows;
    return { raster: rows, state };
  }

  #decodeFrame(checkpoint: Checkpoint): DecodedPixels {
    if (this.#given !== undefined) {
      return { raster: this.#given, state: { complete: true, decodedRows: this.height, notes: [] } };
    }
    if (this.format === 'png') {
      const structure = this.guard?.png;
      const inflate = this.#inflate === undefined ? {} : { inflate: this.#inflate };
      const options = { limits: this.#limits, structure, checkpoint, ...inflate };
      const { raster, complete, decodedRows, notes } = decodePng(this.#bytes(), options);
      return { raster, state: { complete, decodedRows, notes } };
    }
    const kept = this.#planes['jpeg-coefficients'];
    if (kept !== undefined) return { raster: reconstruct(kept, { checkpoint }), state: stateOf(kept) };
    const decoded = decodeJpeg(this.#bytes(), { limits: this.#limits, structure: this.#structure(), checkpoint });
    const { raster, complete, decodedRows, notes } = decoded;
    return { raster, state: { complete, decodedRows, notes } };
  }

  #bytes(): Uint8Array {
    if (this.bytes === undefined) throw new RangeError('the exhibit has no file');
    return this.bytes;
  }
}

function checkName(plane: unknown): void {
  if (typeof plane === 'string' && Object.hasOwn(KNOWN, plane)) return;
  throw new TypeError(`unknown plane "${String(plane)}"; known planes: ${Object.keys(KNOWN).join(', ')}`);
}

/** The state alone, so that keeping it does not keep the coefficients. */
function stateOf({ complete, decodedRows, notes }: DecodingState): DecodingState {
  return { complete, decodedRows, notes };
}
