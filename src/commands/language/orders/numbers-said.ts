/** Something taken from the front of what was said, and what is left after it. */
export interface Taken<Value> {
  value: Value;
  rest: string;
}

const one =
  /^(?:(?:of|for)\s+)?(?:(?:(?:alerts?\s+(?:of|for)\s+)?(?:incidents?|inc)|alerts?(?:\s+(?:of|for))?|silences?|changes?|numbers?|nr\.?|no\.)[\s-]*)?#?([1-9]\d{0,8})(?=$|[\s,;:.!?&)+])(?!\s*(?:s|sec|secs|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|w|weeks?)\b)(?!\.\d)/i;
const between = /^[\s]*(?:[,;&+]|and\b)?[\s]*/i;

/** "12", "#12 and 13", "incident 12, 13": numbers, so many at most, each once; a number of hours is none. */
export function numbersSaid(text: string, most: number): Taken<number[]> | undefined {
  const found = new Set<number>();
  let rest = text;
  while (found.size < most) {
    const next = found.size === 0 ? rest : rest.replace(between, '');
    const said = one.exec(next);
    if (!said) break;
    found.add(Number(said[1]));
    rest = next.slice(said[0].length);
  }
  return found.size === 0 ? undefined : { value: [...found], rest };
}
