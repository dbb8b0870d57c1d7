import { EXIT } from './exit-status.ts';
import type { ExitStatus } from './exit-status.ts';

/** Signals that end a run in order: Ctrl-C, `kill`, a terminal that is closed. */
const STATUSES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hangup } as const;

/** Turns the signals that ask a run to end into an abort, so that it can put its house in order. A second one ends the process at once. */
export class Interruption {
  /** The exit status that the signal asks for, once there was one. */
  status: ExitStatus | undefined;
  readonly #controller = new AbortController();
  readonly #listeners = Object.entries(STATUSES).map(([name, status]) => {
    const listener = () => {
      this.stopListening();
      this.status = status;
      this.#controller.abort(new Error(`received ${name}`));
    };
    return [name, listener] as const;
  });

  constructor() {
    for (const [name, listener] of this.#listeners) process.on(name, listener);
  }

  /** Fires with the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Leaves signals to the system again. */
  stopListening(): void {
    for (const [name, listener] of this.#listeners) process.off(name, listener);
  }
}
