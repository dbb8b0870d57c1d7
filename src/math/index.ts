export { atan2, cos, exp, log, log10, log2, pow, sin } from './elementary.ts';
export { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from './robust.ts';
export { roundHalfToEven } from './round-half-to-even.ts';
export { logBinomialUpperTail, logPoissonUpperTail, normalUpperTail } from './tails.ts';
