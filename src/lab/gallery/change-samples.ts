import { type ChangeOnCard, changeCard } from '../../cards/change.ts';
import type { Plan } from '../../model/remediation.ts';
import { changePresses, type Viewer } from '../../remediation/life/change-presses.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import { annSaid, bobSaid, drainedNode, raisedLimit } from './change-data.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const undo = { action: 'raise-memory-limit', input: {} };

/** A change's card with the buttons that it really has. */
const shown = (
  sample: string,
  more: Partial<StoredRemediation>,
  o: Partial<Pick<ChangeOnCard, 'risk' | 'viewer'>> & { undoes?: true } = {},
): Sample => ({ card: 'change', sample, make: () => cardOf({ ...raisedLimit, ...more }, o) });

function cardOf(
  change: StoredRemediation,
  { risk = 'medium', viewer = 'anybody', undoes }: { risk?: ChangeOnCard['risk']; viewer?: Viewer; undoes?: true },
) {
  const buttons = changePresses(change, { undo: undoes && undo, viewer }).map(({ title }) => press(title));
  return changeCard({
    ...{ change, title: 'Raise the memory limit', risk, viewer, buttons, now },
    refresh: { verb: 'changes', id: 'k3v9q2', people: ['29:1ann', '29:1bob'] },
  });
}

const plan = (more: Partial<Plan>): { plan: Plan } => ({ plan: { ...raisedLimit.plan, ...more } });
const flux = plan({
  managedBy: {
    tool: 'Flux',
    owner: 'Kustomization flux-system/payments',
    commit: [
      'spec:',
      '  template:',
      '    spec:',
      '      containers:',
      '        - name: api',
      '          resources:',
      '            limits:',
      '              memory: 384Mi',
    ].join('\n'),
  },
});
const approved: Partial<StoredRemediation> = {
  state: 'approved',
  decisions: [bobSaid('approved', 1, 'the peak is 255 MiB')],
};
const over = { ...approved, startedAt: before(2), endedAt: before(0), ran: { at: before(2) } };
const brokeGlass = { decisions: [annSaid('broke-glass', 4, 'payments are down, nobody answers')] };
const dueAt = before(-20 * 60);
const review = { review: { dueAt } };
const refused = 'The policy lets nothing be changed here that Flux keeps: commit it instead.';

/** The samples of a proposed change's card, in the order of its life. */
export const changeSamples: Sample[] = [
  shown('proposed, to anybody', {}),
  shown('proposed, to who asked', {}, { viewer: 'asker' }),
  shown('proposed, to an approver', {}, { viewer: 'approver' }),
  shown('proposed, to an onlooker', {}, { viewer: 'onlooker' }),
  shown(
    'proposed, one approval of two',
    { decisions: [bobSaid('approved', 1, 'looks right')], needs: { approvals: 2, rule: 'payments' } },
    { viewer: 'approver' },
  ),
  shown('proposed, of many objects', drainedNode, { risk: 'high', viewer: 'approver' }),
  shown(
    "proposed, of Helm's",
    plan({
      managedBy: { tool: 'Helm', owner: 'release payments-api', commit: 'spec:\n  replicas: 3' },
    }),
  ),
  shown('approved, runs next', approved),
  shown('approved, waits for its window', { ...approved, waitsUntil: before(-176) }),
  shown('stale', {
    ...approved,
    state: 'stale',
    outcome: 'It changed meanwhile: limit was 256Mi and is 320Mi.',
  }),
  shown('running', { ...approved, state: 'running', startedAt: before(0) }),
  shown('running, watched', {
    ...over,
    state: 'running',
    outcome: 'The roll-out goes on: 1 of 3 pods is new. Nothing was OOM-killed so far.',
  }),
  shown(
    'succeeded',
    { ...over, state: 'succeeded', outcome: 'The roll-out is finished: 3 of 3 pods. Nothing was OOM-killed since.' },
    { undoes: true },
  ),
  shown(
    'failed',
    { ...over, state: 'failed', outcome: 'payments-api-7c9f6d-b1 was OOM-killed again with the new limit.' },
    { undoes: true },
  ),
  shown('unknown', {
    ...over,
    state: 'unknown',
    outcome: 'Nobody knows whether it was made: the Kubernetes API did not answer within 10 s.',
  }),
  shown('rejected', { state: 'rejected', decisions: [bobSaid('rejected', 1, 'not during the sale')] }),
  shown('withdrawn', { state: 'rejected', decisions: [annSaid('rejected', 1)] }),
  shown('refused, Flux keeps it', { ...flux, state: 'rejected', endedAt: before(3), outcome: refused }),
  shown('expired', { state: 'expired', expiresAt: before(1) }),
  shown('undone', { ...over, state: 'undone' }),
  shown('broke the glass, to be reviewed', { ...over, ...brokeGlass, ...review, state: 'succeeded' }, { undoes: true }),
  shown('very long', textual(long), { risk: 'high', viewer: 'approver' }),
  shown('hostile text', textual(hostileText), { viewer: 'approver' }),
  shown('hostile text, over', { ...textual(hostileText), state: 'failed', outcome: hostileText }, { undoes: true }),
];

/** Every text of it is `text`. */
function textual(text: string): Partial<StoredRemediation> {
  const by = { ...raisedLimit.asker, name: text };
  const field = { field: text, before: text, after: text };
  const fields = Array.from({ length: 30 }, () => field);
  return {
    plan: {
      sentence: text,
      place: { cluster: text, namespace: text, environment: text },
      objects: Array.from({ length: 30 }, () => ({ kind: text, namespace: text, name: text, fields })),
      reach: Array.from({ length: 30 }, () => text),
      final: text,
      managedBy: { tool: 'Argo CD', owner: text, commit: Array.from({ length: 60 }, () => text).join('\n') },
      before: {},
    },
    asker: by,
    reason: text,
    needs: { approvals: 3, rule: text },
    decisions: [{ ...bobSaid('approved', 1, text), by }],
  };
}
