import { gateCard } from '../../cards/gate.ts';
import type { GateVerdict } from '../../model/gate-verdict.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const failing: GateVerdict = {
  verdict: 'fail',
  policy: 'production',
  image: {
    registry: 'contosoprod.azurecr.io',
    repository: 'payments-api',
    tag: '1.8',
    digest: 'sha256:9f2c1f0be4d7a6b35a1a8d0f8f7e1d2c3b4a59687766554433221100ffeeddcc',
  },
  sentence: 'Fails the gate "production": 1 known exploited, 2 Critical, not signed.',
  reasons: [
    {
      code: 'known-exploited',
      does: 'fail',
      sentence: 'The image has vulnerabilities that are known to be exploited: the policy lets none pass.',
      count: 1,
      ids: ['CVE-2026-21441'],
    },
    {
      code: 'too-many-critical',
      does: 'fail',
      sentence: 'The image has too many Critical vulnerabilities: 2 count, none is allowed.',
      count: 2,
      ids: ['CVE-2026-21441', 'CVE-2026-10013'],
    },
    { code: 'not-signed', does: 'fail', sentence: 'The image has no signature of Notation.' },
  ],
  counts: { Critical: 2, High: 2, Medium: 9, Low: 5, Unknown: 1 },
  counted: { Critical: 2, High: 1, Medium: 4, Low: 2, Unknown: 0 },
  exceptions: [
    {
      covers: ['CVE-2025-7783'],
      owner: 'team-payments',
      reason: 'The package is there, and nothing calls it.',
      approvedBy: 'Eve Novak',
      expires: new Date('2026-12-31T00:00:00Z'),
      change: 41,
      took: 1,
      isOver: false,
    },
    {
      covers: ['CVE-2025-48174'],
      owner: 'team-payments',
      reason: 'Until the next release.',
      approvedBy: 'Eve Novak',
      expires: new Date('2026-10-31T00:00:00Z'),
      took: 0,
      isOver: true,
    },
  ],
  excusable: [],
  notes: ['Not counted: 8 no fix yet, 2 published too lately, 1 excepted.'],
  gaps: [],
  source: { name: 'Defender for Cloud', scannedAt: before(420) },
  judgedAt: now,
};
const none = { Critical: 0, High: 0, Medium: 0, Low: 0, Unknown: 0 };
const few: GateVerdict = {
  ...failing,
  sentence: 'Fails the gate "microsoft": 1 High.',
  policy: 'microsoft',
  reasons: [
    {
      code: 'too-many-high',
      does: 'fail',
      sentence: 'The image has too many High vulnerabilities: 1 counts, none is allowed.',
      count: 1,
      ids: ['CVE-2025-7783'],
    },
  ],
  exceptions: [],
  excusable: ['CVE-2025-7783'],
  notes: [],
};
const passing: GateVerdict = {
  ...few,
  policy: 'production',
  verdict: 'pass',
  sentence: 'Passes the gate "production".',
  reasons: [],
  excusable: [],
  counts: { ...none, Medium: 3, Low: 2 },
  counted: { ...none, Medium: 1 },
  notes: ['Not counted: 4 no fix yet.'],
};
const { source: _, ...unread } = passing;
const blind: GateVerdict = {
  ...unread,
  verdict: 'could-not-judge',
  sentence: 'Could not be judged by "production": never scanned, signature unknown.',
  reasons: [
    {
      code: 'never-scanned',
      does: 'blind',
      sentence:
        'The image was never scanned. It was pushed less than a day ago, and Defender has no result yet. Ask again in an hour.',
    },
    {
      code: 'signature-unknown',
      does: 'blind',
      sentence: 'The image may be signed or not: that could not be read. Container Registry does not allow this (403).',
    },
  ],
  counts: none,
  counted: none,
  notes: [],
  gaps: gaps.slice(0, 2),
};
const hostile: GateVerdict = {
  ...failing,
  policy: hostileText,
  image: { repository: hostileText, tag: hostileText },
  sentence: hostileText,
  reasons: failing.reasons.map((it) => ({ ...it, sentence: hostileText, ids: [hostileText, hostileText] })),
  exceptions: failing.exceptions.map((it) => ({
    ...it,
    covers: [hostileText],
    owner: hostileText,
    reason: hostileText,
    approvedBy: hostileText,
  })),
  notes: [hostileText],
  source: { name: hostileText },
};
const long: GateVerdict = {
  ...failing,
  reasons: Array.from({ length: 17 }, () => ({
    ...(failing.reasons[1] as GateVerdict['reasons'][number]),
    sentence: '漢'.repeat(400),
    ids: Array.from({ length: 10 }, (_, n) => `CVE-2026-${n}${'漢'.repeat(50)}`),
  })),
  exceptions: Array.from({ length: 60 }, () => failing.exceptions[0] as GateVerdict['exceptions'][number]),
  gaps,
};

const card = (sample: string, verdict: GateVerdict, asksReason = false): Sample => ({
  card: 'gate',
  sample,
  make: () =>
    gateCard(verdict, {
      now,
      buttons: [...(asksReason ? ['Ask for an exception'] : []), 'All findings', 'Judge again'].map(press),
      asksReason,
    }),
});

/** The gate's card: every verdict, exceptions, and what could not be seen. */
export const gateSamples: readonly Sample[] = [
  card('fails, with exceptions', failing),
  card('fails, an exception helps', few, true),
  card('passes', passing),
  card('could not be judged', blind),
  card('very long', long),
  card('hostile text', hostile),
];
