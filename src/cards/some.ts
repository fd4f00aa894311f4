/** A list that was cut honestly: what is shown, and a line that says how many are not ("12 more"), as zero or one item. */
export interface Some<T> {
  shown: T[];
  more: { text: string }[];
}

/** Shows so many of a list, and says how many more there are: `some(all, 3, (n) => `${n} more pods`)`. */
export function some<T>(list: readonly T[], most: number, say = (count: number) => `${count} more`): Some<T> {
  // A line that says "1 more" takes the room of the one.
  const shown = most > 0 && list.length === most + 1 ? list.length : most;
  const left = list.length - shown;
  return { shown: list.slice(0, shown), more: left > 0 ? [{ text: say(left) }] : [] };
}

/** Names in a sentence: "a, b and 3 more". */
export function names(list: readonly string[], most = 3): string {
  const left = list.length - most;
  return left > 0 ? `${list.slice(0, most).join(', ')} and ${left} more` : list.join(', ');
}
