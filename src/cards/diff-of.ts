import type { FieldChange } from '../model/remediation.ts';
import { said } from './said.ts';
import { shownOnCard } from './shown-on-card.ts';

/** A line of a diff, in pieces. */
export interface DiffLine {
  runs: { text: string; color: string; font: string; weight: string }[];
}

/** Before and after stand on one line of a phone up to so many characters, the field's name included. */
const mostOnOneLine = 44;
const mostOfOne = shownOnCard.letters;

/** A field before and after: on one line where that is short, else on a line each. */
export function diffOf({ field, before, after }: FieldChange): DiffLine[] {
  const name = { text: `${said(field)}:`, color: 'Default', font: 'Default', weight: 'Default' };
  const was = before === '' ? piece('not set', 'Default') : piece(said(before, mostOfOne), 'Attention');
  const is = after === '' ? piece('not set', 'Default') : piece(said(after, mostOfOne), 'Good', 'Bolder');
  const room = name.text.length + was.text.length + is.text.length;
  if (room <= mostOnOneLine) return [{ runs: [spaced(name), was, { ...name, text: ' → ' }, is] }];
  return [{ runs: [name] }, { runs: [{ ...was, text: `− ${was.text}` }] }, { runs: [{ ...is, text: `+ ${is.text}` }] }];
}

function piece(text: string, color: string, weight = 'Default') {
  return { text, color, font: 'Monospace', weight };
}

function spaced<T extends { text: string }>(run: T): T {
  return { ...run, text: `${run.text} ` };
}
