import type { Button, Card } from '../model/card.ts';
import type { BesideDefender } from '../model/defender-view.ts';
import type { Series } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { PostureResource } from '../model/posture.ts';
import type { PostureScore } from '../model/posture-score.ts';
import { actionsOf } from './actions.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { trendChart } from './posture.ts';
import { findingView } from './posture-finding.ts';
import { counted, grouped } from './quantity.ts';
import { render } from './render.ts';
import { percentText, scoreLevel, scoreLines } from './score-words.ts';
import { names, some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, clockTime } from './when.ts';

/** What the card about the posture of one resource is made of. */
export interface PostureDetail {
  resource: PostureResource;
  /** Where only one practice is asked for. */
  practice?: { title: string; why: string };
  score: PostureScore;
  /** What is to be shown whole, the worst first; then what passes and what does not apply. */
  findings: readonly KnownFinding[];
  /** What Defender says of it; undefined where that could not be read. */
  beside?: BesideDefender | undefined;
  trend: Series | undefined;
  gaps: readonly (Gap | undefined)[];
  buttons: readonly Button[];
  /** Shows the field for a reason. */
  asksReason: boolean;
  now: Date;
}

const mostFindings = 8;
const mostNames = 30;

/** The answer to "posture prod-weu": every failure of one resource with its evidence and what to do about it. */
export function postureDetailCard(o: PostureDetail): Card {
  const verdict = verdictOf(o);
  return fitted(mostFindings, (most) => render('posture-detail', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf(o: PostureDetail, most: number) {
  const { resource, practice, findings, score, now, beside } = o;
  const of = (...which: KnownFinding['standing'][]) => findings.filter(({ standing }) => which.includes(standing));
  const told = [
    ...of('fail').filter((it) => !it.exception),
    ...of('unread'),
    ...of('fail').filter((it) => it.exception),
  ];
  const { shown } = some(told, most);
  const rest = told.slice(shown.length);
  const hasHigh = told.some((it) => it.standing === 'fail' && !it.exception && it.severity === 'High');
  return {
    style: verdictStyle(scoreLevel(score, hasHigh)),
    states: [...(practice ? [plain(practice.why, 300)] : []), ...scoreLines(score)].map((text) => ({ text })),
    names: [{ text: placeOf(resource) }],
    charts: most > 0 ? trendChart(o.trend, now) : [],
    findings: shown.map((it) => findingView(it, { beside, now, mostObjects: practice ? 8 : 3 })),
    lists: [
      ...titles('Also, one practice at a time', rest),
      ...titles('Passes', of('pass')),
      ...titles('Does not apply', of('not-applicable')),
      ...defenderLines(beside),
    ],
    inputs: o.asksReason
      ? [{ label: 'Reason to accept the risk', placeholder: 'Why it may stay so, and what protects it meanwhile' }]
      : [],
    ...gapLines([...o.gaps, ...of('unread').map(({ gap }) => gap)], false, Math.max(1, most)),
    basis: basisOf(findings, now),
    ...actionsOf(o.buttons),
  };
}

function verdictOf({ resource, practice, score }: PostureDetail): string {
  const { percent, counts } = score;
  const name = plain(resource.name, 80);
  const what = practice ? `${name}, ${plain(practice.title, 60)}` : name;
  if (percent === undefined) return `${what}: nothing here counts`;
  if (counts.fail > 0)
    return `${what}: ${percentText(score)}, ${counted(counts.fail, 'check')} ${counts.fail === 1 ? 'fails' : 'fail'}`;
  if (counts.pass === 0) return `${what}: nothing could be read`;
  return counts.unread > 0
    ? `${what}: nothing fails of what could be read`
    : `${what}: ${percentText(score)}, all passes`;
}

/** Its whole ARM id would fill a phone before the first failure. */
function placeOf({ subscriptionId, resourceGroup, environment, location, owner }: PostureResource): string {
  const parts = resourceGroup === '' ? [`subscription ${subscriptionId}`] : [resourceGroup, environment, location];
  return plain([...parts, owner === undefined ? undefined : `owner ${owner}`].filter(Boolean).join(' · '), 200);
}

function titles(title: string, findings: readonly KnownFinding[]) {
  if (findings.length === 0) return [];
  const text = names(
    findings.map((it) => plain(it.title, 100)),
    mostNames,
  );
  return [{ title: `${title} (${grouped(findings.length)})`, lines: [{ text }] }];
}

/** Unhealthy by Defender and nothing of ours; and how often both say the same. */
function defenderLines(beside: BesideDefender | undefined) {
  if (!beside) return [];
  const { differences, agreed, others } = beside;
  const lines = [
    ...(differences.length + agreed > 0
      ? [
          {
            text: `The same question is asked by ${grouped(differences.length + agreed)} of its recommendations: ${grouped(agreed)} answered as here, ${grouped(differences.length)} otherwise.`,
          },
        ]
      : []),
    // What fails here says so in its own place.
    ...differences
      .filter(({ finding }) => finding.standing !== 'fail')
      .map(({ finding, recommendation: { name, status } }) => ({
        text: `${status === 'NotApplicable' ? 'Not applicable' : status} there, ${finding.standing === 'pass' ? 'passes' : 'does not apply'} here (${plain(finding.title, 100)}): ${plain(name, 160)}`,
      })),
    ...others
      .slice(0, mostFindings)
      .map(({ name }) => ({ text: `Unhealthy there, not looked at here: ${plain(name, 160)}` })),
    ...(others.length > mostFindings ? [{ text: counted(others.length - mostFindings, 'more recommendation') }] : []),
  ];
  return lines.length > 0 ? [{ title: 'Defender for Cloud', lines }] : [];
}

function basisOf(findings: readonly KnownFinding[], now: Date): string {
  const kept = findings.flatMap(({ keptFrom }) => keptFrom?.getTime() ?? []);
  const sources = [...new Set(findings.flatMap(({ source }) => source?.service ?? []))];
  const read =
    sources.length > 0
      ? `Read at ${clockTime(now, now)} UTC: ${sources.join(', ')}.`
      : `Asked at ${clockTime(now, now)} UTC.`;
  return kept.length === 0 ? read : `${read} Partly kept from ${ago(new Date(Math.min(...kept)), now)}.`;
}
