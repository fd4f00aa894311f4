import type { KeptPosture, KnownFinding } from '../../model/known-finding.ts';
import { lastStanding, readTurns, sinceOf } from '../../model/posture-turns.ts';
import type { Check } from './check.ts';
import { checksByCode } from './practices.ts';

/** How a resource stood at its checks when it was last looked at: at all of them, or those that read in one way. */
export function keptFindings(kept: KeptPosture, reads?: Check['reads']): KnownFinding[] {
  const found = new Map(kept.found.map((it) => [it.check, it]));
  return Object.entries(kept.turns).flatMap(([code, text]): KnownFinding[] => {
    const known = checksByCode.get(code);
    if (!known || (reads !== undefined && known.check.reads !== reads)) return [];
    const standing = lastStanding(text);
    if (standing === undefined) return [];
    const keptFrom = (known.check.reads === 'each' ? kept.closelyAt : undefined) ?? kept.readAt;
    const whole = found.get(code);
    if (whole?.standing === standing) return [{ ...whole, resource: kept.resource, keptFrom }];
    const { title, severity, policyId } = known.check;
    return [
      {
        ...{ check: code, practice: known.practice.code, title, resource: kept.resource, severity, standing },
        ...{ sentence: '', at: keptFrom, keptFrom },
        ...(policyId && { policyId }),
      },
    ];
  });
}

/** The findings with since when they stand so, where that was kept. */
export function withSince(findings: readonly KnownFinding[], kept: ReadonlyMap<string, KeptPosture>): KnownFinding[] {
  return findings.map((finding) => {
    const turns = readTurns(kept.get(finding.resource.id.toLowerCase())?.turns[finding.check]);
    const since = turns.at(-1)?.standing === finding.standing ? sinceOf(turns) : undefined;
    return since === undefined ? finding : { ...finding, since: new Date(since) };
  });
}
