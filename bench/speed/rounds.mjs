/**
 * Runs subjects one after another in each round, so that whatever else the machine does meets all of them; the first round is not
 * counted.
 *
 * @returns CPU milliseconds (all threads of the process) of each round, by subject.
 */
export async function runRounds(subjects, rounds) {
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(subjects)) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times[name].push((user + system) / 1000);
    }
  }
  return times;
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The median over rounds of one subject's time in another's. */
export const ratioOf = (times, a, b) => median(times[a].map((value, i) => value / times[b][i]));

export function printTimes(times) {
  const widest = Math.max(...Object.keys(times).map((name) => name.length));
  for (const [name, values] of Object.entries(times)) {
    const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(0));
    console.log(`${name.padEnd(widest)} ${middle.padStart(6)} ms CPU (min ${least}, max ${most})`);
  }
}
