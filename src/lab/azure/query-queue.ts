import type { Clock } from '../../model/clock.ts';

/** How many queries of one identity run at once, how many may wait, and for how long (ms). */
export interface QueueLimits {
  running: number;
  waiting: number;
  patienceMs: number;
}

/** Leave to run, to be given back; or why there is none. */
export type Admission = (() => void) | 'full' | 'waited-too-long';

/** The queries of one identity: some run, some wait for their turn in the order they came. */
export class QueryQueue {
  readonly #limits: QueueLimits;
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Resolves when the query may run, or may not. */
  enter(clock: Clock): Promise<Admission> | Admission {
    if (this.#running < this.#limits.running) return this.#run();
    if (this.#waiting.length >= this.#limits.waiting) return 'full';
    return new Promise((decide) => {
      const turn = () => {
        cancel();
        decide(this.#run());
      };
      const cancel = clock.after(this.#limits.patienceMs, () => {
        this.#waiting = this.#waiting.filter((it) => it !== turn);
        decide('waited-too-long');
      });
      this.#waiting.push(turn);
    });
  }

  #run(): () => void {
    this.#running++;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#running--;
      this.#waiting.shift()?.();
    };
  }
}
