import type { GateVerdict } from '../model/gate-verdict.ts';
import { imageText } from '../model/parse-image.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** A verdict as lines of text: the verdict first, a reason a line, the counts, the exceptions, the notes. */
export function verdictLines(it: GateVerdict): string[] {
  const { source, counts, counted } = it;
  const numbers = (of: GateVerdict['counts']) =>
    Object.entries(of)
      .map(([severity, count]) => `${count} ${severity}`)
      .join(', ');
  return [
    it.sentence,
    `image: ${imageText(it.image)}${source ? `; findings: ${source.name}${source.scannedAt ? ` of ${source.scannedAt.toISOString()}` : ''}` : ''}`,
    ...(source ? [`found: ${numbers(counts)}`, `count: ${numbers(counted)}`] : []),
    ...it.reasons.map(
      ({ does, code, sentence, ids = [] }) =>
        `${does === 'fail' ? 'FAIL' : 'BLIND'} ${code}: ${sentence}${ids.length > 0 ? ` (${ids.join(', ')})` : ''}`,
    ),
    ...it.exceptions.map(
      ({ covers, owner, approvedBy, expires, isOver, took }) =>
        `exception: ${covers.join(', ')}; owner ${owner}, approved by ${approvedBy}; ${isOver ? 'over since' : 'until'} ${dateOf(expires)}; took ${took}`,
    ),
    ...it.notes.map((note) => `note: ${note}`),
    ...it.gaps.map(({ what, why, next }) => `gap: ${what}: ${why} ${next}`),
  ].map((line) => line.replace(unseen, ' '));
}

function dateOf(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'no date' : at.toISOString().slice(0, 10);
}
