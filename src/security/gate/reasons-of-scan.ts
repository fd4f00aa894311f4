import type { GateCode, GateReason } from '../../model/gate-verdict.ts';
import type { FoundInImage } from './gate-facts.ts';
import type { GatePolicy } from './gate-policy.ts';
import { gateWords } from './gate-words.ts';

const day = 86_400_000;

/** What keeps a scan from being believed: there is none, it is not all, it is too old. */
export function reasonsOfScan(found: FoundInImage, policy: GatePolicy, now: Date): GateReason[] {
  if (found.kind !== 'read') {
    return [
      blind(found.kind === 'never-scanned' ? 'never-scanned' : 'findings-unreadable', `. ${found.why} ${found.next}`),
    ];
  }
  const { unreadable, isCut, unscanned = [] } = found;
  const partial = [
    ...(unreadable > 0 ? [`${unreadable} had a shape that is not known here`] : []),
    ...(unscanned.length > 0 ? [`Defender has none of ${unscanned.slice(0, 5).join(', ')}`] : []),
    ...(isCut ? ['the list was cut off'] : []),
  ];
  return [
    ...(partial.length > 0 ? [blind('findings-partial', `: ${partial.join(', and ')}.`)] : []),
    ...ageOf(found, policy, now),
  ];
}

function ageOf(
  { from, scannedAt }: Extract<FoundInImage, { kind: 'read' }>,
  { maxScanAgeDays, maxReportAgeDays }: GatePolicy,
  now: Date,
): GateReason[] {
  const most = from === 'defender' ? maxScanAgeDays : maxReportAgeDays;
  if (most === undefined) return [];
  if (scannedAt === undefined) return [blind('scan-age-unknown', `: the policy allows ${days(most)}.`)];
  const age = Math.floor((now.getTime() - scannedAt.getTime()) / day);
  if (now.getTime() - scannedAt.getTime() <= most * day) return [];
  return [blind('scan-stale', `: ${days(age)}, the policy allows ${days(most)}.`)];
}

function blind(code: GateCode, end: string): GateReason {
  return { code, does: 'blind', sentence: `The image ${gateWords[code]}${end}` };
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}
