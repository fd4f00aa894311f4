import type { Button, Card } from '../model/card.ts';
import type { PlannedObject, Remediation, Risk } from '../model/remediation.ts';
import { actionsOf } from './actions.ts';
import { changeState } from './change-state.ts';
import { codeText } from './code-text.ts';
import { diffOf } from './diff-of.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { shownOnCard } from './shown-on-card.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf, clockTime } from './when.ts';

/** What a change's card is made of. */
export interface ChangeOnCard {
  change: Remediation;
  /** The action's own title. */
  title: string;
  risk: Risk;
  /** Whose card this is: that of all, or one that Teams shows to one person. */
  viewer: 'anybody' | 'asker' | 'approver' | 'onlooker';
  buttons: readonly Button[];
  /** The press by which a client brings the card up to date by itself, and the Teams ids of those for whom it does. */
  refresh: { verb: string; id: string; people: readonly string[] };
  now: Date;
}

const mostPeople = 60;

/** A proposed change's one card, edited with everything that happens to it. */
export function changeCard(o: ChangeOnCard): Card {
  const { change, refresh } = o;
  const toast = `Change ${change.number}: ${said(change.plan.sentence, 160)}`;
  const userIds = refresh.people.slice(0, mostPeople);
  const action = { type: 'Action.Execute', title: 'Look again', verb: refresh.verb, data: { id: refresh.id } };
  return fitted(shownOnCard.objects, (most) => {
    const card = render('change', viewOf(o, most), toast);
    return userIds.length === 0 ? card : { ...card, json: { ...card.json, refresh: { action, userIds } } };
  });
}

function viewOf(o: ChangeOnCard, most: number) {
  const { change, risk, now } = o;
  const { plan } = change;
  const isShort = change.state === 'rejected' || change.state === 'expired' || change.state === 'undone';
  const objects = some(isShort ? [] : plan.objects, most, (n) => counted(n, 'more object'));
  const reach = isShort || change.endedAt ? [] : plan.reach.slice(0, most);
  const { level, state, details } = changeState(o);
  return {
    style: verdictStyle(level),
    title: `Change ${change.number} · ${said(plan.sentence.replace(/\.$/, ''), 240)}`,
    state,
    lines: linesOf(o, details),
    place: `${placeOf(change)} · `,
    ...riskOf(risk),
    managed: managedOf(change),
    hasObjects: objects.shown.length > 0,
    objects: objects.shown.map((it) => objectOf(it, most)),
    moreObjects: objects.more,
    hasReach: reach.length > 0,
    reach: [
      ...reach,
      ...(plan.final !== undefined && reach.length > 0 ? [`It cannot be undone: ${plan.final}`] : []),
    ].map((text) => ({ text: said(text, 300) })),
    inputs: wantsReason(o) ? [{ label: 'Reason', placeholder: 'Why, or why not' }] : [],
    basis: `${asOf(now)} · ${change.action} · rule "${plain(change.needs.rule, 80)}"`,
    ...actionsOf(o.buttons),
  };
}

function placeOf({ plan }: Remediation): string {
  const { cluster, namespace, environment } = plan.place;
  const where = [cluster, namespace].filter((it) => it !== undefined).map((it) => plain(it, 80));
  const env = environment === undefined ? '' : ` (${plain(environment, 40)})`;
  return `${where.join(' / ') || 'Azure'}${env}`;
}

function riskOf(risk: Risk) {
  const isHigh = risk === 'high';
  return {
    risk: `${risk} risk`,
    riskColor: isHigh ? 'Attention' : 'Default',
    riskWeight: isHigh ? 'Bolder' : 'Default',
  };
}

function managedOf({ plan: { managedBy }, state }: Remediation) {
  if (!managedBy || state === 'expired' || state === 'undone') return [];
  const { tool, owner } = managedBy;
  const text =
    tool === 'Helm'
      ? `This object is Helm's (${plain(owner, 120)}): its next upgrade puts the change back unless its values say this too:`
      : `${tool} keeps this object (${plain(owner, 120)}) and will put the change back. Commit this instead:`;
  return [{ text, code: codeText(managedBy.commit.split('\n').slice(0, 40)).code }];
}

function objectOf({ kind, namespace, name, fields }: PlannedObject, most: number) {
  const shown = some(fields, most, (n) => counted(n, 'more field'));
  return {
    name: `${plain(kind, 60)} ${[namespace, name]
      .filter(Boolean)
      .map((it) => plain(it, 120))
      .join('/')}`,
    lines: shown.shown.flatMap(diffOf),
    more: shown.more,
  };
}

/** Who asks comes first while somebody has to decide; afterwards how it went does. */
function linesOf(o: ChangeOnCard, details: readonly string[]): { text: string }[] {
  const lines = details.map((text) => ({ text: said(text, 400) }));
  return o.change.state === 'proposed' ? [...peopleOf(o), ...lines] : [...lines, ...peopleOf(o)];
}

function peopleOf({ change, now }: ChangeOnCard): { text: string }[] {
  const because = (reason: string | undefined) => (reason === undefined ? '' : `: “${said(reason, 240)}”`);
  const words = { approved: 'Approved', rejected: 'Rejected', 'broke-glass': 'Run without approval' } as const;
  return [
    {
      text: `Asked by ${plain(change.asker.name, 80)} at ${clockTime(change.proposedAt, now)}${because(change.reason)}`,
    },
    ...change.decisions.map(({ kind, by, at, reason }) => ({
      text: `${words[kind]} by ${plain(by.name, 80)} at ${clockTime(at, now)}${because(reason)}`,
    })),
  ];
}

function wantsReason({ change, viewer }: ChangeOnCard): boolean {
  return change.state === 'proposed' && (viewer === 'anybody' || viewer === 'approver');
}
