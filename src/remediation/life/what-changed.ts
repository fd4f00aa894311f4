/** So many differences stand in the sentence. */
const most = 3;

/** In words, how one state (JSON) differs from another: "It changed meanwhile: spec.replicas was 3 and is 5." */
export function whatChanged(before: unknown, after: unknown): string {
  const found = [...differences(before, after, '')];
  if (found.length === 0) return 'It changed meanwhile.';
  const shown = found.slice(0, most).map(({ path, was, is }) => `${path || 'it'} was ${was} and is ${is}`);
  const more = found.length > most ? `; and ${found.length - most} more` : '';
  return `It changed meanwhile: ${shown.join('; ')}${more}.`;
}

interface Difference {
  path: string;
  was: string;
  is: string;
}

function* differences(before: unknown, after: unknown, path: string): Generator<Difference> {
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differences(before[key], after[key], path ? `${path}.${key}` : key);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) yield { path, was: text(before), is: text(after) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  if (value === undefined || value === null) return 'not there';
  const json = typeof value === 'string' ? value : JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}
