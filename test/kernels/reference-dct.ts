/** The 8×8 DCT of ITU-T T.81, A.3.3, in double precision straight from its definition: slow, and nothing to get wrong. */

/** `BASIS[u][x]` = C(u)/2 · cos((2x + 1)uπ/16). */
const BASIS = Array.from({ length: 8 }, (_, u) =>
  Array.from({ length: 8 }, (_unused, x) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)),
);

/** Coefficients `[v, u]` of samples `[y, x]`. */
export function forwardReference(samples: ArrayLike<number>): Float64Array {
  return separable(samples, (u, x) => BASIS[u][x]);
}

/** Samples `[y, x]` of coefficients `[v, u]`. */
export function inverseReference(coefficients: ArrayLike<number>): Float64Array {
  return separable(coefficients, (x, u) => BASIS[u][x]);
}

function separable(input: ArrayLike<number>, weight: (to: number, from: number) => number): Float64Array {
  const rows = new Float64Array(64);
  const out = new Float64Array(64);
  for (let y = 0; y < 8; y++) {
    for (let to = 0; to < 8; to++) {
      for (let from = 0; from < 8; from++) rows[y * 8 + to] += weight(to, from) * input[y * 8 + from];
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let to = 0; to < 8; to++) {
      for (let from = 0; from < 8; from++) out[to * 8 + x] += weight(to, from) * rows[from * 8 + x];
    }
  }
  return out;
}
