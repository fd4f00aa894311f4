import type { V1Node } from '@kubernetes/client-node';
import type { Finding, ObjectRef } from '../../model/finding.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import type { Workload } from '../situation/workload.ts';
import { wellSince } from './well-since.ts';

/** Events and conditions are written some moments apart. */
const slackMs = 60_000;
/** What a node or a place went through longer ago than this, while it is well, is over. */
const longAgoMs = 10 * 60_000;

/**
 * Whether a finding tells of the past: all its proof has a time, and that is before the thing it blames became well.
 * A finding that rests on how things are set up has proof without a time, and is never past.
 */
export function isPast({ quotes, about }: Pick<Finding, 'quotes' | 'about'>, situation: Situation, now: Date): boolean {
  if (!about || quotes.length === 0) return false;
  const since = sinceWhen(about, situation, now);
  return since !== undefined && quotes.every(({ at }) => at && at.getTime() <= since.getTime() + slackMs);
}

function sinceWhen(about: ObjectRef, situation: Situation, now: Date): Date | undefined {
  if (about.kind === 'Node') {
    const node = situation.nodes.find(({ metadata }) => metadata?.name === about.name);
    return node && isWell(node) ? new Date(now.getTime() - longAgoMs) : undefined;
  }
  const workload = workloadBehind(about, situation);
  return workload && wellSince(workload, now);
}

function workloadBehind(about: ObjectRef, { workloads }: Situation): Workload | undefined {
  return workloads.find(
    (it) =>
      (it.kind === about.kind && it.namespace === about.namespace && it.name === about.name) ||
      (about.kind === 'Pod' && it.pods.some((pod) => isSame(refOf('Pod', pod), about))),
  );
}

function isWell({ status }: V1Node): boolean {
  const conditions = status?.conditions ?? [];
  return conditions.length > 0 && conditions.every((it) => (it.type === 'Ready') === (it.status === 'True'));
}

function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}
