/** Does what comes in any order in that of its numbers 0, 1, 2 …: each thing as soon as all before it is there. */
export class InOrder {
  readonly #waiting = new Map<number, () => void>();
  #next = 0;

  /** Does `action` when its turn has come. Every number has to come once. */
  put(index: number, action: () => void): void {
    this.#waiting.set(index, action);
    for (let due = this.#waiting.get(this.#next); due !== undefined; due = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next++);
      due();
    }
  }
}
