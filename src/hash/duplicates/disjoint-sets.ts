/** Numbers 0 to `size - 1` in sets that only ever grow together; the least number of a set stands for it. */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, number) => number);
  }

  /** The least number of the set that `number` is in. */
  find(number: number): number {
    const parents = this.#parents;
    while (parents[number] !== number) {
      parents[number] = parents[parents[number]];
      number = parents[number];
    }
    return number;
  }

  /** Makes one set of those that `a` and `b` are in. */
  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  /** All sets of two numbers or more, each in rising order, sorted by their first. */
  groups(): number[][] {
    const sets = new Map<number, number[]>();
    for (let number = 0; number < this.#parents.length; number++) {
      const first = this.find(number);
      const set = sets.get(first);
      if (set === undefined) sets.set(first, [number]);
      else set.push(number);
    }
    return [...sets.values()].filter((set) => set.length > 1);
  }
}
