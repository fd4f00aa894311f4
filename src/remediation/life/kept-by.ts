import type { Plan } from '../../model/remediation.ts';
import type { Allowed } from '../policy/ruling.ts';

/** Whether a tool would put the change back and the policy therefore refuses it; Helm puts nothing back by itself: that is said, and not refused. */
export function isKept({ managedBy }: Plan, { managed }: Pick<Allowed, 'managed'>): boolean {
  return managedBy !== undefined && managedBy.tool !== 'Helm' && managed === 'refuse';
}

/** The same in words. */
export function keptWords({ managedBy }: Plan): string {
  return `The policy lets nothing be changed here that ${managedBy?.tool} keeps: commit it instead.`;
}
