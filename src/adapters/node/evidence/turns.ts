/** Runs tasks one after the other, in the order in which they come. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    // The next task runs whatever becomes of this one, whose caller has its error.
    this.#last = result.catch(() => undefined);
    return result;
  }
}
