import { vi } from 'vitest';

/** The functions of `Math` whose last bits ECMAScript leaves to the engine, and chance. */
const INEXACT = [
  ...['acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'cos', 'cosh', 'exp', 'expm1', 'hypot'],
  ...['log', 'log10', 'log1p', 'log2', 'pow', 'random', 'sin', 'sinh', 'tan', 'tanh'],
] as const;

/** Runs `work` while each of them throws. */
export function withoutInexactMath<T>(work: () => T): T {
  const spies = INEXACT.map((name) =>
    vi.spyOn(Math, name as 'random').mockImplementation(() => {
      throw new Error(`Math.${name} was called`);
    }),
  );
  try {
    return work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
