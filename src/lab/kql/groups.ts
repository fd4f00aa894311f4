import { keyOf } from './compare.ts';
import type { Row, TypeName } from './value.ts';

/** Finds what belongs to a combination of values; one map a value, so that no key text is made. */
export class Groups<T> {
  readonly #types: readonly TypeName[];
  readonly #root = new Map<unknown, unknown>();
  #alone: T | undefined;

  constructor(types: readonly TypeName[]) {
    this.#types = types;
  }

  /** What belongs to the values; made when it is not there. */
  at(values: Row, make: () => T): T {
    const last = this.#types.length - 1;
    if (last < 0) {
      this.#alone ??= make();
      return this.#alone;
    }
    let map = this.#root;
    for (let index = 0; index < last; index++) {
      const key = keyOf(values[index] ?? null, this.#types[index] ?? 'dynamic');
      let inner = map.get(key) as Map<unknown, unknown> | undefined;
      if (!inner) {
        inner = new Map();
        map.set(key, inner);
      }
      map = inner;
    }
    const key = keyOf(values[last] ?? null, this.#types[last] ?? 'dynamic');
    let found = map.get(key) as T | undefined;
    if (found === undefined) {
      found = make();
      map.set(key, found);
    }
    return found;
  }

  /** What belongs to the values, when there is something. */
  find(values: Row): T | undefined {
    let map: unknown = this.#root;
    for (let index = 0; index < this.#types.length; index++) {
      map = (map as Map<unknown, unknown>).get(keyOf(values[index] ?? null, this.#types[index] ?? 'dynamic'));
      if (map === undefined) return undefined;
    }
    return map as T;
  }
}
