import { budget, type Window } from '../../src/store/sends.ts';

/** The windows of Teams in which more was sent than it allows, as sentences; times in milliseconds, each list of one conversation. */
export function overBudget(conversations: Iterable<readonly number[]>): string[] {
  const each = [...conversations].map((times) => times.toSorted((a, b) => a - b));
  const all = each.flat().sort((a, b) => a - b);
  return [...each.flatMap((times) => broken(times, budget.conversation)), ...broken(all, budget.tenant)];
}

function broken(times: readonly number[], windows: readonly Window[]): string[] {
  return windows.flatMap(({ limit, ms }) =>
    times.flatMap((at, index) => {
      const first = times[index - limit];
      return first !== undefined && at - first < ms
        ? [`${limit + 1} in ${at - first} ms, ${limit} in ${ms} allowed`]
        : [];
    }),
  );
}
