import type { Button, Card } from '../model/card.ts';
import type { Remediation } from '../model/remediation.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { actionsOf } from './actions.ts';
import { codeText } from './code-text.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { shownOnCard } from './shown-on-card.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf } from './when.ts';

/** Whether a change's own card leaves out some of what would change. */
export function isCutOnCard({ plan: { objects } }: Pick<Remediation, 'plan'>): boolean {
  const isLong = (text: string) => text.length > shownOnCard.letters;
  return (
    objects.length > shownOnCard.objects ||
    objects.some(
      ({ fields }) =>
        fields.length > shownOnCard.fields ||
        fields.some(({ field, before, after }) => [field, before, after].some(isLong)),
    )
  );
}

/** All that a change changes, a line each, as `diff` writes it; long values over several lines. */
export function diffLines({ plan: { objects } }: Pick<Remediation, 'plan'>): string[] {
  return objects.flatMap(({ kind, namespace, name, fields }) => [
    `${kind} ${[namespace, name].filter(Boolean).join('/')}`,
    ...fields.flatMap(({ field, before, after }) => [`  ${field}`, ...sided('-', before), ...sided('+', after)]),
  ]);
}

/** The whole diff of a change, so many lines from one on; by the template of manifests. */
export function changeDiffCard(
  change: Remediation,
  o: { from: number; lines: number; now: Date; buttons: readonly Button[] },
): Card {
  const lines = diffLines(change);
  const title = `Change ${change.number}, round ${change.round}: all that changes`;
  return fitted(o.lines, (most) => {
    const shown = lines.slice(o.from - 1, o.from - 1 + Math.max(most, 5));
    const left = lines.length - (o.from - 1) - shown.length;
    return render(
      'manifest',
      {
        style: verdictStyle('info'),
        verdict: title,
        facts:
          left > 0 || o.from > 1
            ? [{ text: `Lines ${o.from} to ${o.from - 1 + shown.length} of ${lines.length}` }]
            : [],
        place: plain(change.plan.sentence, 300),
        texts: [{ ...codeText(shown, o.from), more: left > 0 ? [{ text: counted(left, 'more line') }] : [] }],
        basis: asOf(o.now),
        ...actionsOf(o.buttons),
      },
      title,
    );
  });
}

/** So much of a value goes on one line; a code block cuts what is longer. */
const widest = 120;

function sided(mark: string, value: string): string[] {
  if (value === '') return [];
  const safe = withoutSecrets(value);
  return safe
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${widest}}`, 'gsu')) ?? [''])
    .map((line) => `  ${mark} ${line}`);
}
