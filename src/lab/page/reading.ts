/** Up to which message everybody has looked at each thread. */
export class Reading {
  readonly #seen = new Map<string, Map<string, string>>();

  /** Notes that a person saw a thread up to a message; an earlier one changes nothing. */
  see(person: string, rootId: string, postId: string): boolean {
    const threads = this.#seen.get(person) ?? new Map<string, string>();
    this.#seen.set(person, threads);
    if (Number(threads.get(rootId) ?? 0) >= Number(postId)) return false;
    threads.set(rootId, postId);
    return true;
  }

  /** By thread, the last message that a person saw. */
  of(person: string): Record<string, string> {
    return Object.fromEntries(this.#seen.get(person) ?? []);
  }
}
