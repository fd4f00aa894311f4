import { describe, expect, it } from 'vitest';
import type { GateFacts, GateFinding } from '../../../src/security/gate/gate-facts.ts';
import { type GatePolicy, readyPolicies } from '../../../src/security/gate/gate-policy.ts';
import { judge } from '../../../src/security/gate/judge.ts';
import { daysAgo, exception, facts, finding, now, policy } from './given.ts';

const many = (severity: GateFinding['severity'], count: number) =>
  Array.from({ length: count }, (_, n) => finding(`CVE-${severity}-${n}`, { severity }));
const ready = (name: string) => readyPolicies.find((it) => it.name === name) as GatePolicy;
const one = [finding('CVE-1')];
const exploited = [
  finding('CVE-1', { severity: 'Low', fixable: false, knownExploited: true, publishedAt: daysAgo(1) }),
];
const lax = policy({ max: {}, onlyFixable: true, graceDays: { Low: 30 }, exceptions: [exception(['CVE-1'])] });
const never: GateFacts = { ...facts([]), found: { kind: 'never-scanned', why: 'No plan.', next: 'x' } };
const unread: GateFacts = { ...facts([]), found: { kind: 'unreadable', why: '403.', next: 'x' } };
const signed = { value: { notation: 1, contentTrust: false } };
const trusted = { value: { notation: 0, contentTrust: true } };
const based = (value: string) => facts([], { base: { value } });
const required = policy({ signature: 'required' });
const onBase = policy({ baseImages: ['mcr.microsoft.com/*'] });
const ours = policy({ registries: ['*.azurecr.io'] });
const elsewhere = facts([], { image: { registry: 'docker.io', repository: 'library/nginx' } });

const cases: [string, GateFacts, GatePolicy, string, string[]][] = [
  ['nothing found', facts([]), policy(), 'pass', []],
  ['one High, none allowed', facts(one), policy(), 'fail', ['too-many-high']],
  ['one High, one allowed', facts(one), policy({ max: { High: 1 } }), 'pass', []],
  ['no limit', facts(one), policy({ max: {} }), 'pass', []],
  ['no fix, only fixable count', facts([finding('C', { fixable: false })]), policy({ onlyFixable: true }), 'pass', []],
  [
    'a fix that nobody knows of, only fixable count',
    facts([finding('C', { fixable: false, isFixUnknown: true })]),
    policy({ onlyFixable: true }),
    'fail',
    ['too-many-high'],
  ],
  ['no fix, all count', facts([finding('C', { fixable: false })]), policy(), 'fail', ['too-many-high']],
  ['in grace', facts([finding('C', { publishedAt: daysAgo(6) })]), policy({ graceDays: { High: 7 } }), 'pass', []],
  [
    'grace over',
    facts([finding('C', { publishedAt: daysAgo(7) })]),
    policy({ graceDays: { High: 7 } }),
    'fail',
    ['too-many-high'],
  ],
  ['published nobody knows when', facts(one), policy({ graceDays: { High: 7 } }), 'fail', ['too-many-high']],
  [
    'published in the future',
    facts([finding('C', { publishedAt: daysAgo(-1) })]),
    policy({ graceDays: { High: 7 } }),
    'fail',
    ['too-many-high'],
  ],
  ['known exploited', facts(exploited), lax, 'fail', ['known-exploited']],
  ['known exploited, and it may count', facts(exploited), { ...lax, knownExploited: 'count' }, 'pass', []],
  ['excepted', facts(one), policy({ exceptions: [exception(['cve-1'])] }), 'pass', []],
  ['another id excepted', facts(one), policy({ exceptions: [exception(['CVE-2'])] }), 'fail', ['too-many-high']],
  [
    'excepted for another image',
    facts(one),
    policy({ exceptions: [exception(['CVE-1'], { images: ['x/*'] })] }),
    'fail',
    ['too-many-high'],
  ],
  [
    'an exception is over',
    facts(one),
    policy({ exceptions: [exception(['CVE-1'], { expires: now })] }),
    'fail',
    ['too-many-high'],
  ],
  [
    'an exception without owner',
    facts(one),
    policy({ exceptions: [exception(['CVE-1'], { owner: ' ' })] }),
    'fail',
    ['too-many-high'],
  ],
  [
    'an exception without approval',
    facts(one),
    policy({ exceptions: [exception(['CVE-1'], { approvedBy: '' })] }),
    'fail',
    ['too-many-high'],
  ],
  [
    'a count excepted as a whole',
    facts(one),
    policy({ exceptions: [exception(['too-many-high'])] }),
    'fail',
    ['too-many-high'],
  ],
  ['never scanned', never, policy(), 'could-not-judge', ['never-scanned']],
  [
    'never scanned, and excepted',
    never,
    policy({ exceptions: [exception(['never-scanned'])] }),
    'could-not-judge',
    ['never-scanned'],
  ],
  ['not read', unread, policy(), 'could-not-judge', ['findings-unreadable']],
  [
    'read in part, nothing counts',
    facts([], { found: { unreadable: 2 } }),
    policy(),
    'could-not-judge',
    ['findings-partial'],
  ],
  [
    'read in part, one counts',
    facts(one, { found: { isCut: true } }),
    policy(),
    'fail',
    ['too-many-high', 'findings-partial'],
  ],
  ['scanned too long ago', facts([]), policy({ maxScanAgeDays: 0 }), 'could-not-judge', ['scan-stale']],
  ['a report may be older', facts([], { found: { from: 'report' } }), policy({ maxScanAgeDays: 0 }), 'pass', []],
  [
    'a report is too old',
    facts([], { found: { from: 'report' } }),
    policy({ maxReportAgeDays: 0 }),
    'could-not-judge',
    ['scan-stale'],
  ],
  ['from an allowed registry', facts([]), ours, 'pass', []],
  ['from another registry', elsewhere, ours, 'fail', ['registry-not-allowed']],
  [
    'from nobody knows where',
    facts([], { image: { repository: 'nginx' } }),
    ours,
    'could-not-judge',
    ['registry-unknown'],
  ],
  [
    'an allowed base',
    based('mcr.microsoft.com/dotnet/aspnet:8.0@sha256:00'),
    policy({ baseImages: ['mcr.*'] }),
    'pass',
    [],
  ],
  ['another base', based('docker.io/library/alpine:3.10'), onBase, 'fail', ['base-image-not-allowed']],
  [
    'a base nobody knows',
    facts([], { base: { unknown: 'It has no label.' } }),
    onBase,
    'could-not-judge',
    ['base-image-unknown'],
  ],
  ['signed', facts([], { signature: signed }), required, 'pass', []],
  ['signed by Docker Content Trust alone', facts([], { signature: trusted }), required, 'fail', ['not-signed']],
  [
    'excepted from being signed',
    facts([], { signature: trusted }),
    { ...required, exceptions: [exception(['not-signed'])] },
    'pass',
    [],
  ],
  ['a signature nobody could look for', facts([]), required, 'could-not-judge', ['signature-unknown']],
  [
    'that, and excepted',
    facts([]),
    { ...required, exceptions: [exception(['signature-unknown'])] },
    'could-not-judge',
    ['signature-unknown'],
  ],
  [
    "Microsoft's thresholds, all of them reached",
    facts([...many('Medium', 5), ...many('Low', 15)]),
    ready('microsoft'),
    'pass',
    [],
  ],
  [
    "Microsoft's thresholds, one Medium more",
    facts(many('Medium', 6)),
    ready('microsoft'),
    'fail',
    ['too-many-medium'],
  ],
  ["Microsoft's thresholds, one Low more", facts(many('Low', 16)), ready('microsoft'), 'fail', ['too-many-low']],
  ["Microsoft's thresholds, any High", facts(many('High', 1)), ready('microsoft'), 'fail', ['too-many-high']],
  [
    "Microsoft's thresholds, any Critical",
    facts(many('Critical', 1)),
    ready('microsoft'),
    'fail',
    ['too-many-critical'],
  ],
  ['the usual policy, Medium ones', facts(many('Medium', 90)), ready('default'), 'pass', []],
];

describe('the gate', () => {
  it.each(cases)('says of an image with %s', (_, known, by, verdict, codes) => {
    const judged = judge(known, by, now);

    expect([judged.verdict, judged.reasons.map(({ code }) => code)]).toEqual([verdict, codes]);
  });

  it('tells every reason with its count and the worst ids, and what was left out', () => {
    const found = [
      ...many('Critical', 12),
      finding('CVE-9', { fixable: false }),
      finding('CVE-8', { severity: 'Unknown' }),
    ];

    const judged = judge(facts(found), policy({ onlyFixable: true }), now);

    expect(judged.sentence).toBe('Fails the gate "strict": 12 Critical.');
    expect(judged.reasons).toMatchObject([
      { count: 12, ids: { length: 10 }, sentence: expect.stringMatching('12 count, none is allowed') },
      { code: 'findings-partial', does: 'blind', sentence: expect.stringMatching('1 of Defender has no severity') },
    ]);
    expect(judged.counted).toMatchObject({ Critical: 12, High: 0, Unknown: 1 });
    expect(judged.notes.join(' ')).toMatch(/Not counted: 1 no fix yet/);
    expect(judged.excusable).toHaveLength(12);
  });

  it.each([
    [9, 0, false],
    [10, 0, true],
    [10, 1, false],
  ])(
    'finds it odd that of %i findings without a fix and %i with one none can be mended: %s',
    (without, having, isOdd) => {
      const found = [
        ...Array.from({ length: without }, (_, n) => finding(`CVE-${n}`, { fixable: false })),
        ...many('Low', having),
      ];

      const { notes } = judge(facts(found), policy({ max: {}, onlyFixable: true }), now);

      expect(notes.some((it) => it.includes('another shape by now'))).toBe(isOdd);
    },
  );

  it('names what an exception took, and one that is over', () => {
    const exceptions = [exception(['CVE-1'], { change: 7 }), exception(['CVE-1'], { expires: daysAgo(1) })];

    const { exceptions: used } = judge(facts(one), policy({ exceptions }), now);

    expect(used).toMatchObject([
      { change: 7, took: 1, isOver: false },
      { took: 0, isOver: true },
    ]);
  });
});
