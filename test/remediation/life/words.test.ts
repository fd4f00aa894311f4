import { describe, expect, it } from 'vitest';
import type { Decision, RemediationState } from '../../../src/model/remediation.ts';
import { changePresses, type Viewer } from '../../../src/remediation/life/change-presses.ts';
import { decideOn, type Word } from '../../../src/remediation/life/decide-on.ts';
import { objectsTold } from '../../../src/remediation/life/objects-told.ts';
import { whatChanged } from '../../../src/remediation/life/what-changed.ts';
import { type Allowed, rulingOn } from '../../../src/remediation/policy/ruling.ts';
import type { StoredRemediation } from '../../../src/store/remediations.ts';
import { person, policyOf } from '../policy/some-policy.ts';

const now = new Date('2026-11-25T12:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);

function change(more: Partial<StoredRemediation> = {}): StoredRemediation {
  return {
    ...{ number: 7, version: 1, key: 'k', state: 'proposed', action: 'add', input: {}, fingerprint: 'f', round: 2 },
    plan: { sentence: 'Add 1.', place: { cluster: 'prod-1' }, objects: [], reach: [], before: {} },
    ...{ asker: person(1), conversation: 'c', needs: { approvals: 1, rule: 'default' }, decisions: [] },
    ...{ proposedAt: now, expiresAt: later(60_000) },
    ...more,
  };
}

function ruling(terms: object = {}): Allowed {
  const policy = policyOf({ name: 'rule', terms });
  return rulingOn(policy, { action: 'add', risk: 'low', place: { cluster: 'prod-1' } }) as Allowed;
}

const said = (kind: Decision['kind'], by: number, more: Partial<Decision> = {}): Decision => ({
  ...{ kind, by: person(by), at: now, authority: 'x' },
  ...more,
});

describe('a word on a change', () => {
  const cases: [string, Partial<StoredRemediation>, Partial<Word>, object, string][] = [
    ['another person approves', {}, {}, {}, 'approved'],
    ['the first of two approves', {}, {}, { approvals: 2 }, 'proposed'],
    ['the second of two approves', { decisions: [said('approved', 4)] }, {}, { approvals: 2 }, 'approved'],
    ['the asker approves', {}, { by: person(1) }, {}, 'own-proposal'],
    ['the asker approves where he may', {}, { by: person(1) }, { fourEyes: false }, 'approved'],
    ['the asker takes it back', {}, { kind: 'rejected', by: person(1) }, {}, 'rejected'],
    ['the same says it twice', { decisions: [said('approved', 3)] }, {}, { approvals: 2 }, 'said-already'],
    ['it comes from elsewhere', {}, { conversation: 'd' }, {}, 'other-conversation'],
    ['the card is an older one', {}, { round: 1 }, {}, 'old-card'],
    ['nothing says which card', {}, { round: undefined }, {}, 'approved'],
    ['its last instant has come', { expiresAt: now }, {}, {}, 'expired'],
    ['it has a millisecond left', { expiresAt: later(1) }, {}, {}, 'approved'],
    ['the glass is broken', {}, { kind: 'broke-glass', reason: 'fire' }, { breakGlass: glass() }, 'approved'],
    ['the glass is broken in silence', {}, { kind: 'broke-glass' }, { breakGlass: glass() }, 'reason-missing'],
    ['the reason is blank', {}, { kind: 'broke-glass', reason: ' ' }, { breakGlass: glass() }, 'reason-missing'],
    ['there is no glass', {}, { kind: 'broke-glass', reason: 'fire' }, {}, 'no-break-glass'],
    ['it was approved and is stopped', { state: 'approved' }, { kind: 'rejected' }, {}, 'rejected'],
    [
      'it was approved and waits for its hour',
      waits(),
      { kind: 'broke-glass', reason: 'fire' },
      emergency(),
      'approved',
    ],
    ['it was approved and runs next', { state: 'approved' }, { kind: 'broke-glass', reason: 'x' }, emergency(), 'over'],
    ['it waits for its hour and is approved once more', waits(), {}, {}, 'over'],
  ];
  it.each(cases)('when %s', (_, it, word, terms, outcome) => {
    const full: Word = { kind: 'approved', by: person(3), round: 2, conversation: 'c', ...word };

    const taken = decideOn(change(it), full, { ruling: ruling(terms), authority: 'approver by list', now });

    expect('refused' in taken ? taken.refused : taken.next.state).toBe(outcome);
  });

  it.each(['rejected', 'expired', 'running', 'succeeded', 'failed', 'unknown', 'undone'] as const)(
    'comes too late when the change is %s, whatever it is',
    (state) => {
      for (const kind of ['approved', 'rejected', 'broke-glass'] as const) {
        const word: Word = { kind, by: person(3), reason: 'fire', conversation: 'c' };
        const taken = decideOn(change({ state }), word, { ruling: ruling(emergency()), authority: '', now });
        expect(taken).toMatchObject({ refused: 'over' });
      }
    },
  );

  it('takes away why it waited before', () => {
    const word: Word = { kind: 'approved', by: person(3), conversation: 'c' };
    const o = { ruling: ruling(), authority: '', now };

    expect(decideOn(change({ outcome: 'It needs another approval.' }), word, o)).not.toHaveProperty('next.outcome');
  });

  function glass() {
    return { who: 'operators', reviewWithinMs: 1_000 };
  }
  function emergency() {
    return { breakGlass: glass() };
  }
  function waits(): Partial<StoredRemediation> {
    return { state: 'approved', waitsUntil: later(30_000) };
  }
});

describe('the buttons of a change', () => {
  const buttons = (state: RemediationState, viewer: Viewer, more: Partial<StoredRemediation> = {}) =>
    changePresses(change({ state, ...more }), { undo: { action: 'add', input: {} }, viewer });

  it.each([
    ['proposed', 'anybody', ['Approve', 'Reject']],
    ['proposed', 'approver', ['Approve', 'Reject']],
    ['proposed', 'asker', ['Withdraw']],
    ['proposed', 'onlooker', []],
    ['approved', 'approver', ['Stop it']],
    ['approved', 'asker', ['Withdraw']],
    ['approved', 'onlooker', []],
    ['stale', 'anybody', ['Propose it anew']],
    ['running', 'anybody', ['Look again']],
    ['unknown', 'anybody', ['Look again']],
    ['succeeded', 'anybody', ['Undo']],
    ['failed', 'anybody', ['Undo']],
    ['rejected', 'approver', []],
    ['expired', 'approver', []],
    ['undone', 'approver', []],
  ] as const)('of one that is %s, for %s', (state, viewer, titles) => {
    expect(buttons(state, viewer).map(({ title }) => title)).toEqual(titles);
  });

  it('carry the number and the round, and never what is to be done', () => {
    const inputs = buttons('proposed', 'anybody').map(({ input }) => input);

    expect(inputs).toEqual([
      { change: 7, round: 2 },
      { change: 7, round: 2 },
    ]);
  });
});

it('tells few objects whole in the audit, and very many in a line that is not cut', () => {
  const pods = Array.from({ length: 250 }, (_, n) => ({
    ...{ kind: 'Pod', namespace: 'shop', name: `cart-${n}` },
    fields: [{ field: 'pod', before: `on ${'aks-user-41725290-vmss'.repeat(4)}`, after: 'another one elsewhere' }],
  }));

  const [few, many] = [objectsTold(pods.slice(0, 3)), objectsTold(pods)];

  expect(few).toEqual({ diff: pods.slice(0, 3) });
  expect(JSON.stringify(many).length).toBeLessThan(42_000);
  expect(many.diff.length + (many.diffCut?.more ?? 0)).toBe(250);
  expect(many.diffCut?.sha256).not.toBe(objectsTold(pods.toReversed()).diffCut?.sha256);
});

describe('what changed', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, 'It changed meanwhile.'],
    [{ a: { b: 3 } }, { a: { b: 5 } }, 'It changed meanwhile: a.b was 3 and is 5.'],
    [{ a: 'x' }, {}, 'It changed meanwhile: a was x and is not there.'],
    ['x', 'y', 'It changed meanwhile: it was x and is y.'],
    [{ a: [1] }, { a: [2] }, 'It changed meanwhile: a was [1] and is [2].'],
    [
      { a: 1, b: 1, c: 1, d: 1, e: 1 },
      { a: 2, b: 2, c: 2, d: 2, e: 2 },
      'It changed meanwhile: a was 1 and is 2; b was 1 and is 2; c was 1 and is 2; and 2 more.',
    ],
  ])('between %j and %j is said', (before, after, words) => {
    expect(whatChanged(before, after)).toBe(words);
  });

  it('is told in few characters, however much it is', () => {
    expect(whatChanged({ a: 'x'.repeat(5_000) }, { a: 'y'.repeat(5_000) }).length).toBeLessThan(200);
  });
});
