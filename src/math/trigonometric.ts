import { productError, sumError } from './exact.ts';

const TWO_OVER_PI = 0.6366197723675814;
// π/2 in parts of 33 bits, so that a whole number up to 2^20 times a part is exact.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_4 = 8.4784276603689e-32;
/** `2^20 π/2`: up to here the parts above serve. */
const SMALL_ANGLE_LIMIT = 1647099;

const HALF_PI = 1.5707963267948966;
const HALF_PI_TAIL = 6.123233995736766e-17;
const PI = 3.141592653589793;
const PI_TAIL = 1.2246467991473532e-16;

/** The first 1184 bits of 2/π behind the binary point: enough for the largest double, 2^1024, and 160 bits after it. */
const TWO_OVER_PI_BITS =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046n;
const TWO_OVER_PI_BIT_COUNT = 1184;
const ANGLE_BITS = 192;
const TWO_TO_MINUS_96 = 1.262177448353619e-29;

// arctan(i / 16) and what its double leaves out.
const ARCTANGENTS: readonly number[] = [
  0, 0.06241880999595735, 0.12435499454676144, 0.18534794999569476, 0.24497866312686414, 0.3028848683749714, 0.35877067027057225,
  0.4124104415973873, 0.4636476090008061, 0.5123894603107377, 0.5585993153435624, 0.6022873461349642, 0.6435011087932844,
  0.6823165548747481, 0.7188299996216245, 0.7531512809621944, 0.7853981633974483,
];
const ARCTANGENT_TAILS: readonly number[] = [
  0, -1.5490756308295046e-18, -3.1253241424539383e-18, 4.180692268843079e-18, 1.0698755618734451e-17, -1.1010827903001369e-17,
  -2.4623815582638635e-17, -1.587652227770689e-17, 2.2698777452961687e-17, -2.5462781472855804e-17, -5.4556305485916264e-18,
  2.950430737228402e-17, 1.5834785051444286e-17, 6.943223671560008e-18, -2.1478388444456983e-17, -2.4256934659182068e-17,
  3.061616997868383e-17,
];

const TWO_TO_200 = 1.6069380442589903e60;

const bits = new DataView(new ArrayBuffer(8));

// The angle that reduceAngle leaves, as a sum of two: returning it, or a `let`, would cost an allocation per call.
const reduced = new Float64Array(2);

/**
 * Computes the sine of `x`, the same bits on every engine.
 *
 * @param x - Radians, any number; the reduction by π/2 is exact enough for every finite double, near multiples of π too.
 * @returns −1..1, within 1 unit in the last place; `NaN` for an infinite `x`; ±0 gives ±0.
 */
export function sin(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < Infinity)) return NaN;
  // x³/6 is less than half a unit in the last place here.
  if (magnitude < 1e-8) return x;
  const quarter = reduceAngle(magnitude);
  const value = quarter & 1 ? cosOfReduced(reduced[0], reduced[1]) : sinOfReduced(reduced[0], reduced[1]);
  return ((quarter & 2) !== 0) === x > 0 ? -value : value;
}

/**
 * Computes the cosine of `x`, the same bits on every engine.
 *
 * @param x - Radians, any number; the reduction by π/2 is exact enough for every finite double, near odd multiples of π/2 too.
 * @returns −1..1, within 1 unit in the last place; `NaN` for an infinite `x`.
 */
export function cos(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < Infinity)) return NaN;
  const quarter = reduceAngle(magnitude);
  const value = quarter & 1 ? sinOfReduced(reduced[0], reduced[1]) : cosOfReduced(reduced[0], reduced[1]);
  return ((quarter + 1) & 2) !== 0 ? -value : value;
}

/**
 * Computes the angle of the point (`x`, `y`), the same bits on every engine.
 *
 * @param y - Vertical coordinate, any number.
 * @param x - Horizontal coordinate, any number.
 * @returns Radians in −π..π, within 1.5 units in the last place; zeros and infinities follow `Math.atan2`.
 */
export function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return NaN;
  const negativeX = x < 0 || Object.is(x, -0);
  const result = angleOfQuadrant(Math.abs(y), Math.abs(x), negativeX);
  return y < 0 || Object.is(y, -0) ? -result : result;
}

/** Computes the angle of (±x, y) for x, y ≥ 0, in 0..π. */
function angleOfQuadrant(y: number, x: number, negativeX: boolean): number {
  if (y === 0) return negativeX ? PI : 0;
  if (x === 0) return HALF_PI;
  if (x === Infinity || y === Infinity) {
    if (x !== y) return y === Infinity ? HALF_PI : negativeX ? PI : 0;
    x = 1;
    y = 1;
  }
  const steep = y > x;
  let short = steep ? x : y;
  let long = steep ? y : x;
  // Keeps the divisions below clear of overflow and of subnormal rounding.
  if (long > 1e300) {
    short /= TWO_TO_200;
    long /= TWO_TO_200;
  } else if (long < 1e-280) {
    short *= TWO_TO_200;
    long *= TWO_TO_200;
  }
  const index = Math.floor((short / long) * 16 + 0.5);
  const tangent = index / 16;
  // arctan(s/l) = arctan(c) + arctan((s − c l) / (l + c s)), the argument within ±1/32.
  const d = index === 0 ? short / long : (short - tangent * long) / (long + tangent * short);
  const z = d * d;
  const rest = d * (z * (-1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 - z / 11)))));
  const inTable = ARCTANGENTS[index];
  const tableTail = ARCTANGENT_TAILS[index];
  if (!steep && !negativeX) return inTable + (d + (rest + tableTail));
  const base = steep ? HALF_PI : PI;
  const baseTail = steep ? HALF_PI_TAIL : PI_TAIL;
  const sign = steep && negativeX ? 1 : -1;
  const sum = base + sign * inTable;
  return sum + (sumError(base, sign * inTable, sum) + (baseTail + sign * (d + (rest + tableTail))));
}

/**
 * Takes the nearest multiple of π/2 from x ≥ 0: returns its count modulo 4 and leaves the rest, within ±π/4, as the sum of the
 * two numbers in `reduced`.
 */
function reduceAngle(x: number): number {
  if (x > SMALL_ANGLE_LIMIT) return reduceLargeAngle(x);
  const quarters = Math.floor(x * TWO_OVER_PI + 0.5);
  if (quarters === 0) {
    reduced[0] = x;
    reduced[1] = 0;
    return 0;
  }
  const first = x - quarters * HALF_PI_1;
  const step2 = -quarters * HALF_PI_2;
  const second = first + step2;
  const error2 = sumError(first, step2, second);
  const step3 = -quarters * HALF_PI_3;
  const third = second + step3;
  const rest = error2 + (sumError(second, step3, third) - quarters * HALF_PI_4);
  const angle = third + rest;
  reduced[0] = angle;
  reduced[1] = third - angle + rest;
  return quarters & 3;
}

/** Does the same for any finite x above 1: its mantissa times 1184 bits of 2/π, in whole numbers (Payne and Hanek). */
function reduceLargeAngle(x: number): number {
  bits.setFloat64(0, x, true);
  const top = bits.getUint32(4, true);
  const mantissa = (BigInt((top & 0xfffff) | 0x100000) << 32n) | BigInt(bits.getUint32(0, true));
  const fractionBits = BigInt(TWO_OVER_PI_BIT_COUNT - ((top >>> 20) - 1075));
  const turns = mantissa * TWO_OVER_PI_BITS;
  const quarters = (turns + (1n << (fractionBits - 1n))) >> fractionBits;
  const fraction = (turns - (quarters << fractionBits)) >> (fractionBits - BigInt(ANGLE_BITS));
  const head = Number(fraction);
  const tail = Number(fraction - BigInt(head)) * TWO_TO_MINUS_96 * TWO_TO_MINUS_96;
  const scaled = head * TWO_TO_MINUS_96 * TWO_TO_MINUS_96;
  const product = scaled * HALF_PI;
  const rest = productError(scaled, HALF_PI, product) + (scaled * HALF_PI_TAIL + tail * HALF_PI);
  const angle = product + rest;
  reduced[0] = angle;
  reduced[1] = product - angle + rest;
  return Number(quarters & 3n);
}

// Taylor series to x^17: the next term is below 2^-62 for |x| ≤ π/4.
function sinOfReduced(x: number, xTail: number): number {
  const z = x * x;
  const series =
    x *
    (z *
      (-1 / 6 +
        z *
          (1 / 120 +
            z *
              (-1 / 5040 +
                z *
                  (1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000))))))));
  return x + (series + xTail * (1 - z / 2));
}

// Taylor series to x^18; 1 − x²/2 is carried with its rounding error.
function cosOfReduced(x: number, xTail: number): number {
  const z = x * x;
  const half = z / 2;
  const series =
    z *
    z *
    (1 / 24 +
      z *
        (-1 / 720 +
          z *
            (1 / 40320 +
              z *
                (-1 / 3628800 +
                  z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000 - z / 6402373705728000)))))));
  const sum = 1 - half;
  return sum + (1 - sum - half - productError(x, x, z) / 2 + (series - x * xTail));
}
