import type { Button, Card } from '../model/card.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import type { AuditHead } from '../store/audit-chain.ts';
import type { AuditLine } from '../store/store.ts';
import { actionsOf } from './actions.ts';
import { fitted } from './measure.ts';
import { plain, plainLines } from './plain.ts';
import { render } from './render.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, asOf, clockTime } from './when.ts';

/** One page of the audit. */
export interface AuditOnCard {
  /** Newest first. */
  lines: readonly (AuditLine & Pick<AuditHead, 'seq'>)[];
  /** What it is narrowed to, a part each: "by Ann", "silence"; empty when it is not. */
  filter: readonly string[];
  /** Whether it was turned to an older page. */
  isOlder: boolean;
  buttons: readonly Button[];
  now: Date;
}

const colors = { done: 'Default', refused: 'Warning', failed: 'Attention' } as const;

/** The answer to "audit": a line each with who, what, when, by which right, and what is known of the change. */
export function auditCard(o: AuditOnCard): Card {
  const verdict = verdictOf(o);
  return fitted(o.lines.length, (most) => render('audit', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf({ lines, filter, buttons, now }: AuditOnCard, most: number) {
  const shown = lines.slice(0, Math.max(1, most));
  return {
    style: verdictStyle('info'),
    facts: [],
    filters: filter.length === 0 ? [] : [{ text: `Only ${plain(filter.join(', '), 200)}` }],
    rows: shown.map((line) => rowOf(line, now)),
    more: lines.length > shown.length ? [{ text: `${lines.length - shown.length} of this page did not fit` }] : [],
    basis: asOf(now),
    ...actionsOf(buttons),
  };
}

function rowOf(line: AuditOnCard['lines'][number], now: Date) {
  const { seq, at, actor, what, detail, outcome, authority } = line;
  const verb = what.replace(/^refused:/, '');
  const notes = [`#${seq}`, clockTime(at, now), authority ?? '', ...factsOf(line)].filter((it) => it !== '');
  return {
    who: plain(actor.name || actor.objectId, 80),
    what: ` ${plain(verb, 60)}${outcome === 'done' ? '' : `, ${outcome}`}`,
    // Somebody may have changed the line.
    color: colors[outcome] ?? 'Attention',
    age: ` · ${ago(at, now)}`,
    details: detail === '' || detail === verb ? [] : [{ text: plainLines(withoutSecrets(detail), 300, 3) }],
    notes: [{ text: plain(notes.join(' · '), 300) }],
  };
}

/** What finds the change again elsewhere; a diff is the change's card's to show. */
function factsOf({ facts = {} }: AuditLine): string[] {
  const said = (name: string, before: string) =>
    typeof facts[name] === 'string' || typeof facts[name] === 'number' ? [`${before}${facts[name]}`] : [];
  return [
    ...said('change', 'change '),
    ...said('action', ''),
    ...said('reason', ''),
    ...said('correlationId', 'correlation '),
    ...said('unreadable', 'not readable: '),
  ];
}

function verdictOf({ lines, isOlder, filter }: AuditOnCard): string {
  const [first] = lines;
  if (!first) return `No${isOlder ? ' older' : ''} line of the audit${filter.length > 0 ? ' that fits' : ''}`;
  const last = lines.at(-1)?.seq ?? first.seq;
  return lines.length === 1 ? `Audit: line ${first.seq}` : `Audit: lines ${last} to ${first.seq}`;
}
