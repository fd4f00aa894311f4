import { recordOf } from './record-of.ts';
import { textOf } from './text-of.ts';

/** The fields of an object that are text, numbers or truths, as pairs of text; nothing when it is no object. */
export function textsOf(value: unknown): [string, string][] {
  const found: [string, string][] = [];
  const fields = recordOf(value) ?? {};
  for (const name of Object.keys(fields)) {
    const text = textOf(fields[name]);
    if (text !== undefined) found.push([name, text]);
  }
  return found;
}
