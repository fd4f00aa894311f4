import type { AuditOnCard } from '../../cards/audit.ts';
import { auditCard } from '../../cards/audit.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const person = (name: string) => ({ tenantId: 't', objectId: 'o', teamsId: '', name });
type Line = AuditOnCard['lines'][number];
const line = (seq: number, name: string, what: string, detail: string, more: Partial<Line> = {}): Line => ({
  ...{ seq, at: before((420 - seq) * 7), actor: person(name), what, detail },
  ...{ outcome: 'done', requestId: 'r', authority: 'operator by group 9a5e0c1d', ...more },
});
const lines = [
  line(419, 'Bob Falk', 'approve', 'approve 12', {
    authority: 'approver by manual',
    facts: { change: 12, action: 'raise-memory-limit', correlationId: '5f0c7a52-8f0d-4f4e-9f59-1d2f6b9f3c11' },
  }),
  line(418, 'Mallory Quint', 'refused:approve', 'approve 12', { outcome: 'refused', authority: 'role-too-low' }),
  line(417, 'Ann Berg', 'why', 'why payments-api symptom=oom-killed cluster=prod-weu ns=payments', {
    outcome: 'failed',
  }),
  line(416, 'Ann Berg', 'audit', 'audit'),
];
const make = (more: Partial<AuditOnCard>) => () =>
  auditCard({ ...{ lines, filter: [], isOlder: false, buttons: [press('Older'), press('Look again')], now }, ...more });

/** The samples of a page of the audit. */
export const auditSamples: Sample[] = [
  { card: 'audit', sample: 'usual', make: make({}) },
  {
    card: 'audit',
    sample: 'narrowed',
    make: make({ filter: ['by Ann Berg', 'since 2026-11-24 03:04 UTC'], lines: lines.slice(2) }),
  },
  { card: 'audit', sample: 'empty', make: make({ lines: [], filter: ['"payments-web"'], buttons: [] }) },
  {
    card: 'audit',
    sample: 'worst case',
    make: make({
      lines: Array.from({ length: 40 }, (_, n) => line(n, 'a-name-'.repeat(40), 'b'.repeat(300), 'c '.repeat(900))),
    }),
  },
  {
    card: 'audit',
    sample: 'hostile text',
    make: make({
      filter: [hostileText],
      lines: [
        line(1, hostileText, hostileText, hostileText, {
          authority: hostileText,
          facts: { action: hostileText, change: hostileText, correlationId: hostileText },
        }),
      ],
      buttons: [press(hostileText)],
    }),
  },
];
