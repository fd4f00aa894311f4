import type { BaselineAlert } from '../model/baseline-alert.ts';
import type { BaselineReport, BaselineStanding, StandingState } from '../model/baseline-report.ts';
import type { Button, Card } from '../model/card.ts';
import { actionsOf } from './actions.ts';
import { basisOf } from './basis.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { resourceLink } from './portal-link.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';

type Options = { now: Date; buttons: Button[] };

const marks: Record<StandingState, { mark: string; color: string; word: string }> = {
  missing: { mark: '✕', color: 'Attention', word: 'missing' },
  disabled: { mark: '○', color: 'Warning', word: 'switched off' },
  differs: { mark: '≠', color: 'Warning', word: 'set otherwise' },
  present: { mark: '✓', color: 'Good', word: 'there' },
};

const groups: readonly [title: string, of: (alert: BaselineAlert) => boolean][] = [
  ['Of the cluster', (it) => it.kind === 'prometheus' && it.level === 'cluster'],
  ['Of nodes', (it) => it.kind === 'prometheus' && it.level === 'node'],
  ['Of pods', (it) => it.kind === 'prometheus' && it.level === 'pod'],
  ['On platform metrics', (it) => it.kind === 'metric'],
];

/** The answer to "baseline alerts": which recommended alerts are missing, switched off or set otherwise; those that are there are folded. */
export function baselineAlertsCard(report: BaselineReport, o: Options): Card {
  return fitted(4, (most) => render('baseline-alerts', viewOf(report, o, most), verdictOf(report)));
}

function viewOf(report: BaselineReport, { now, buttons }: Options, most: number) {
  const { target, standings, gaps } = report;
  const all = standings?.value ?? [];
  const count = (state: StandingState) => all.filter((it) => it.state === state).length;
  const others = (['disabled', 'differs'] as const).filter((it) => count(it) > 0);
  const present = all.filter(({ state }) => state === 'present');
  return {
    style: verdictStyle(
      standings === undefined ? 'unknown' : count('missing') + count('disabled') > 0 ? 'warning' : 'good',
    ),
    verdict: plain(verdictOf(report), 300),
    facts: others.map((it) => ({ text: `${count(it)} ${marks[it].word}` })),
    place: [target.name, target.kind, target.resourceGroup, target.location].map((it) => plain(it, 80)).join(' · '),
    sections: groups.flatMap(([title, of]) =>
      sectionOf(
        title,
        all.filter(({ alert }) => of(alert)),
        most,
      ),
    ),
    there:
      present.length === 0
        ? []
        : [
            {
              text: `${counted(present.length, 'alert')} there`,
              lines: present
                .slice(0, Math.max(most * 7, 10))
                .map(({ alert, rule }) => ({ text: plain(`${alert.name}: ${rule ?? alert.says}`, 160) })),
            },
          ],
    ...gapLines(gaps, standings === undefined, 4),
    basis: basisOf([standings], now),
    ...actionsOf([...buttons, { title: `Open the ${target.kind}`, url: resourceLink(target.id) }]),
  };
}

function sectionOf(title: string, all: readonly BaselineStanding[], most: number) {
  const wrong = all.filter(({ state }) => state !== 'present').sort((a, b) => urgency(a) - urgency(b));
  if (wrong.length === 0) return [];
  const { shown, more } = some(wrong, Math.max(most, 2), (n) => counted(n, 'more alert'));
  const count =
    wrong.length === all.length && all.length > 1 ? `all ${all.length}` : `${wrong.length} of ${all.length}`;
  return [
    {
      title: `${title}: ${count}${wrong.every(({ state }) => state === 'missing') ? ' missing' : ''}`,
      rows: shown.map(({ alert, state, rule, difference }) => ({
        ...{ mark: marks[state].mark, color: marks[state].color, name: plain(alert.name, 80) },
        detail: `  severity ${alert.severity}${state === 'missing' ? '' : ` · ${marks[state].word}`}`,
        texts: [
          alert.says,
          ...(rule === undefined ? [] : [`${rule}${difference === undefined ? '' : `: ${difference}`}`]),
        ].map((it) => ({ text: plain(it, 200) })),
      })),
      more,
    },
  ];
}

/** Missing ones first, of those the graver ones. */
function urgency({ state, alert }: BaselineStanding): number {
  return ['missing', 'disabled', 'differs', 'present'].indexOf(state) * 10 + alert.severity;
}

function verdictOf({ target, standings }: BaselineReport): string {
  if (!standings) return `The alert rules of ${target.name} could not be read`;
  const all = standings.value;
  const missing = all.filter(({ state }) => state === 'missing').length;
  if (missing === 0) return `${target.name} has all ${all.length} recommended alerts`;
  return `${missing} of ${counted(all.length, 'recommended alert')} ${missing === 1 ? 'is' : 'are'} missing on ${target.name}`;
}
