import type { FoundInImage, GateFacts, GateFinding } from '../../../src/security/gate/gate-facts.ts';
import type { GateException, GatePolicy } from '../../../src/security/gate/gate-policy.ts';

export const now = new Date('2026-11-25T03:04:00Z');
export const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

/** A finding of High severity that an update fixes, unless it is said otherwise. */
export function finding(id: string, o: Partial<GateFinding> = {}): GateFinding {
  return { id, package: 'openssl', severity: 'High', fixable: true, knownExploited: false, ...o };
}

/** An image of contoso.azurecr.io with these findings of Defender, scanned a day ago. */
export function facts(
  findings: readonly GateFinding[],
  o: Partial<Omit<GateFacts, 'found'>> & { found?: Partial<Extract<FoundInImage, { kind: 'read' }>> } = {},
): GateFacts {
  const { found, ...rest } = o;
  return {
    image: { registry: 'contoso.azurecr.io', repository: 'payments-api', tag: '1.8' },
    found: {
      ...{ kind: 'read', findings, source: 'Defender for Cloud', from: 'defender', scannedAt: daysAgo(1) },
      ...{ unreadable: 0, isCut: false, tellsExploited: true, notes: [] },
      ...found,
    },
    gaps: [],
    ...rest,
  };
}

/** A policy that lets no High and no Critical pass, and nothing else. */
export function policy(o: Partial<GatePolicy> = {}): GatePolicy {
  return {
    ...{ name: 'strict', max: { Critical: 0, High: 0 }, onlyFixable: false, graceDays: {}, knownExploited: 'fail' },
    ...{ signature: 'optional', exceptions: [], ...o },
  };
}

/** An exception for everything of the image, for another day. */
export function exception(covers: string[], o: Partial<GateException> = {}): GateException {
  return {
    ...{ covers, images: ['contoso.azurecr.io/*'], owner: 'team-a', reason: 'nothing calls it', approvedBy: 'Eve' },
    ...{ expires: daysAgo(-1), ...o },
  };
}
