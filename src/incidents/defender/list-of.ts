import { textOf } from '../reading/text-of.ts';

/**
 * A list as Defender writes it: a list, a list as a string of JSON, or words with commas between them ("Execution,
 * LateralMovement"). Sentences have commas of their own: `byComma` false leaves a plain text whole.
 */
export function listOf(value: unknown, byComma = true): string[] {
  const list = typeof value === 'string' && value.trimStart().startsWith('[') ? parsed(value) : value;
  if (Array.isArray(list)) return list.map(textOf).filter((it) => it !== undefined);
  const text = textOf(list);
  if (text === undefined) return [];
  return byComma
    ? text
        .split(',')
        .map((it) => it.trim())
        .filter((it) => it !== '')
    : [text];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A sentence that begins with a bracket.
    return text;
  }
}
