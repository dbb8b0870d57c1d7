/** Halvings of 0..1 after which a bound is exact to the last bit that matters. */
const HALVINGS = 60;

/**
 * The one-sided upper Clopper–Pearson bound of a rate: the largest rate at which so few events still have a chance of 1 − confidence.
 *
 * @param events - How many were seen, 0..trials.
 * @param trials - Among how many, ≥ 1.
 * @param confidence - Between 0 and 1.
 * @returns 0..1; 1 when every trial was an event.
 * @throws {RangeError} A count is out of range.
 * @see C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
 *   Biometrika 26(4), 1934. doi:10.1093/biomet/26.4.404
 */
export function clopperPearsonUpper(events: number, trials: number, confidence = 0.95): number {
  if (!Number.isInteger(events) || !Number.isInteger(trials) || events < 0 || trials < 1 || events > trials) {
    throw new RangeError(`events must be in 0..trials, received ${events} of ${trials}`);
  }
  if (events === trials) return 1;
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(events, trials, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at most so many events of a binomial distribution. */
function chanceOfAtMost(events: number, trials: number, rate: number): number {
  const logOdds = Math.log(rate) - Math.log1p(-rate);
  // In logarithms: (1 − rate)^trials may be below the smallest number there is.
  let logTerm = trials * Math.log1p(-rate);
  let chance = Math.exp(logTerm);
  for (let k = 1; k <= events; k++) {
    logTerm += Math.log((trials - k + 1) / k) + logOdds;
    chance += Math.exp(logTerm);
  }
  return chance;
}
