import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/remediation/policy/explain.ts';
import type { Terms } from '../../../src/remediation/policy/policy.ts';
import { rulingOn } from '../../../src/remediation/policy/ruling.ts';
import { idOf, policyOf } from './some-policy.ts';

const now = new Date('2026-01-05T12:00Z');
const place = { cluster: 'c', namespace: 'shop', environment: 'production' };

describe('the policy explained', () => {
  it('says of the default who asks, who approves and how long it waits', () => {
    const policy = policyOf();

    const sentences = explain(rulingOn(policy, { action: 'restart', risk: 'low', place }), { policy, now });

    expect(sentences).toEqual([
      'No rule matches, so the default decides.',
      'Whoever has the role operator there may ask for it.',
      'It needs one approval, from whoever has the role approver there; whoever asks may not approve it himself.',
      'It may run at any time.',
      'A proposal expires after 1h.',
      'What a tool keeps from a repository is not changed: the card says what to commit instead.',
    ]);
  });

  it('says all that a rule asks for, and names whom it can', () => {
    const terms: Partial<Terms> = {
      ask: [{ id: idOf(1) }, { group: idOf(2) }],
      approvals: 2,
      fourEyes: false,
      reason: 'required',
      autoApprove: true,
      managed: 'warn',
      windows: ['nights'],
      breakGlass: { who: [{ id: idOf(3) }], reviewWithinMs: 86_400_000 },
    };
    const policy = policyOf({ name: 'shop', terms });
    const nameOf = ({ id }: { id?: string }) => (id === idOf(1) ? 'Ann' : undefined);

    const sentences = explain(rulingOn(policy, { action: 'restart', risk: 'low', place }), { policy, now, nameOf });

    expect(sentences).toEqual([
      'Rule "shop" decides.',
      `Ann or group ${idOf(2)} may ask for it, and must say why.`,
      'It needs 2 approvals of different people, from whoever has the role approver there; whoever asks may approve it himself.',
      'The auto-approval of its rule does not count: this environment is not among non_production.',
      'It runs only within nights: none of it comes within 60 days.',
      'A proposal expires after 1h.',
      'What a tool keeps from a repository may be changed; the card says that the tool puts it back.',
      `In an emergency person ${idOf(3)} may run it without approval, with a reason; it is reviewed within 1d.`,
    ]);
  });

  it('says why what is not known of the place makes it stricter', () => {
    const policy = policyOf(
      { name: 'frozen', namespaces: ['pay'], environments: ['test'], terms: 'deny' },
      { name: 'b' },
    );
    const strict = policyOf({ name: 'a', namespaces: ['pay'], terms: { ask: [{ id: idOf(1) }] } });
    const asked = { action: 'drain', risk: 'high' as const, place: { cluster: 'c', environment: 'test' } };

    expect(explain(rulingOn(policy, asked), { policy, now })).toEqual([
      'Nobody may do it: rule "frozen" denies it in some places, and the namespace is not known.',
    ]);
    expect(explain(rulingOn(strict, asked), { policy: strict, now }).slice(0, 2)).toEqual([
      'As the namespace is not known, the strictest of these rules holds: a + default.',
      `Person ${idOf(1)}, and of these only whoever has the role operator there may ask for it.`,
    ]);
  });
});
