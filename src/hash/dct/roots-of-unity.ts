import { roundedCosine, roundedSine } from './rounded-sine.ts';

/** Cosines and sines of i turns / order. */
export interface Roots {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** π/4 × 2^64, rounded as an 80-bit float holds it. */
const EIGHTH_OF_TURN = 0xc90fdaa22168c235n;
const TWO_TO_128 = 3.402823669209385e38;

/**
 * Angles whose sine glibc 2.36 rounds to the second nearest double, 0.513 units of the last place away at most, and that double.
 * They are all that occur for the lengths of perceptual hashes, 2..64 times 1..16.
 */
const GLIBC_SINES: ReadonlyMap<number, number> = new Map([
  [0.08348288170378472, 0.08338594467467714],
  [0.10488236343506296, 0.10469017941503542],
  [0.11284456370652993, 0.11260522432873812],
  [0.12871803233458182, 0.12836288615884434],
  [0.1357121826458826, 0.13529597954717953],
  [0.13793731185116476, 0.13750031243671923],
  [0.14593546955020154, 0.14541801899731277],
  [0.15143297921715507, 0.1508548669635884],
  [0.16028533946886697, 0.15959989503337918],
  [0.160285339468867, 0.15959989503337924],
  [0.16110731556870733, 0.16041128085776024],
  [0.16566992509164924, 0.16491312048996992],
  [0.19956838578131883, 0.1982463016328072],
  [0.2768453296266868, 0.2733224653375106],
  [0.28075866549800926, 0.2770846885654229],
  [0.301734887632918, 0.29717716255674786],
  [0.3084472787160888, 0.3035795606948022],
  [0.3405222806338587, 0.33397942913890133],
  [0.38785094488762883, 0.3781998581716425],
  [0.4164436773363214, 0.4045106424536937],
  [0.520185485014216, 0.4970410967481895],
  [0.6062722664822408, 0.5698080575102662],
]);
/** The same for the cosine. */
const GLIBC_COSINES: ReadonlyMap<number, number> = new Map([[0.08421518768364247, 0.9964559963892285]]);

/**
 * Computes roots of unity to the bits that pocketfft has: products of two roots from short tables, so not all are rounded
 * correctly.
 *
 * @param order - How many make a turn, 2..4096.
 * @param count - How many to compute from the first, 1, on; 1..order.
 */
export function rootsOfUnity(order: number, count: number): Roots {
  let shift = 1;
  while (1 << (2 * shift) < (order + 2) >> 1) shift++;
  const step = 1 << shift;
  const near = Array.from({ length: step }, (_, i) => root(i, order));
  const far: (readonly [number, number])[] = [];
  const cosines = new Float64Array(count);
  const sines = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    // The second half is the first one's mirror image.
    const index = 2 * i <= order ? i : order - i;
    const [farCosine, farSine] = (far[index >> shift] ??= root((index >> shift) * step, order));
    const [nearCosine, nearSine] = near[index & (step - 1)];
    cosines[i] = nearCosine * farCosine - nearSine * farSine;
    const sine = nearCosine * farSine + nearSine * farCosine;
    sines[i] = index === i ? sine : -sine;
  }
  return { cosines, sines };
}

/** Cosine and sine of `index` turns / order in the first half, from an angle of at most an eighth of a turn. */
function root(index: number, order: number): readonly [number, number] {
  if (index === 0) return [1, 0];
  const unit = Number((EIGHTH_OF_TURN << 64n) / BigInt(order)) / TWO_TO_128;
  const secondQuarter = 4 * index >= order;
  const eighths = secondQuarter ? 8 * index - 2 * order : 8 * index;
  const angle = (eighths < order ? eighths : 2 * order - eighths) * unit;
  const cosine = GLIBC_COSINES.get(angle) ?? roundedCosine(angle);
  const sine = GLIBC_SINES.get(angle) ?? roundedSine(angle);
  const [x, y] = eighths < order ? [cosine, sine] : [sine, cosine];
  return secondQuarter ? [-y, x] : [x, y];
}
