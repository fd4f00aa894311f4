import { reportCard } from '../../cards/report.ts';
import { hostileText } from './hostile.ts';
import { now, press, type Sample } from './sample.ts';

const report = (lines: readonly string[], title = 'Report of incident #12') =>
  reportCard({ title, lines, from: 1, now, next: () => press('Next part') });
const usual = [
  '# Incident 12: payments-api was OOMKilled',
  '',
  '- Severity: critical',
  '- Opened: 2026-11-25 03:02:10',
];

/** The samples of the report of an incident. */
export const reportSamples: Sample[] = [
  { card: 'report', sample: 'usual', make: () => report(usual) },
  {
    card: 'report',
    sample: 'worst case',
    make: () => report([...usual, ...Array.from({ length: 900 }, (_, n) => `- ${n}: ${'a long line '.repeat(300)}`)]),
  },
  { card: 'report', sample: 'hostile text', make: () => report([`# ${hostileText}`, hostileText], hostileText) },
];
