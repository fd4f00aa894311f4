import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { lacksPods } from '../starting/held-up.ts';

/** Why the API server took no pod of a workload. */
export type Refusal =
  | { kind: 'quota'; quota: string; resource: string; requested: string; used: string; limited: string }
  | { kind: 'service-account'; account: string }
  | { kind: 'limit-range'; reason: string }
  | { kind: 'pod-security'; level: string; reason: string }
  | { kind: 'webhook'; webhook: string; reason: string }
  | { kind: 'webhook-unreachable'; webhook: string; reason: string }
  | { kind: 'other'; reason: string };

/** A workload that has fewer pods than it should, because the API server refuses new ones. */
export interface RefusedWorkload {
  workload: Workload;
  event: EventFact;
  refusal: Refusal;
}

/** Refusals that matter now: of the revision in force, of a workload that still lacks pods. */
export function refusedWorkloads(situation: Situation): RefusedWorkload[] {
  return situation.workloads.flatMap((workload) => {
    if (!lacksPods(workload)) return [];
    const [newest] = workload.revisions;
    const events = [workload, ...(newest ? [refOf('ReplicaSet', newest)] : [])].flatMap(situation.eventsOf);
    const [found] = events
      .filter(({ reason }) => reason === 'FailedCreate')
      .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
      .flatMap((event) => {
        const refusal = readRefusal(event.message);
        return refusal ? [{ workload, event, refusal }] : [];
      });
    return found ? [found] : [];
  });
}

/** Whether a webhook was reached, and only its certificate was not accepted. */
export function isCertificateTrouble(reason: string): boolean {
  return /x509: |tls: |certificate/.test(reason);
}

/** Reads the API server's message; undefined when it says something else. */
export function readRefusal(message: string): Refusal | undefined {
  const quota =
    /exceeded quota: ([^,]+), requested: ([^=]+)=([^,]+).*?, used: [^=]+=([^,]+).*?, limited: [^=]+=([^,\s]+)/.exec(
      message,
    );
  if (quota) {
    const [, name = '', resource = '', requested = '', used = '', limited = ''] = quota;
    return { kind: 'quota', quota: name, resource, requested, used, limited };
  }
  const account = /serviceaccount "([^"]+)" not found/.exec(message);
  if (account) return { kind: 'service-account', account: account[1] ?? '' };
  const range = /((?:maximum|minimum) [a-z-]+ usage per (?:Container|Pod) is [^,.]+[^.]*)/.exec(message);
  if (range) return { kind: 'limit-range', reason: range[1] ?? '' };
  const security = /violates PodSecurity "([^"]+)": (.+)$/s.exec(message);
  if (security) return { kind: 'pod-security', level: security[1] ?? '', reason: security[2] ?? '' };
  const webhook = /admission webhook "([^"]+)" denied the request:? ?(.*)$/s.exec(message);
  if (webhook) return { kind: 'webhook', webhook: webhook[1] ?? '', reason: webhook[2] ?? '' };
  const silent = /failed calling webhook "([^"]+)": ?(.*)$/s.exec(message);
  if (silent) return { kind: 'webhook-unreachable', webhook: silent[1] ?? '', reason: silent[2] ?? '' };
  const other = /(?:is forbidden|is invalid|failed error): (.+)$/s.exec(message);
  return other ? { kind: 'other', reason: other[1] ?? '' } : undefined;
}
