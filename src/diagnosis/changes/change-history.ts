import type { Activity } from '../../azure/activity-log.ts';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { gather } from '../../evidence/asking/gather.ts';
import { readGap } from '../../evidence/asking/read-gap.ts';
import type { Collector } from '../../evidence/collector.ts';
import { deployments } from '../../evidence/deployments.ts';
import { replicaSets } from '../../evidence/replica-sets.ts';
import { clusterActivity } from '../../evidence/writes/cluster-activity.ts';
import { type KubeWrite, kubeAudit } from '../../evidence/writes/kube-audit.ts';
import type { ChangeHistory, ChangeMade } from '../../model/change-history.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { Subject } from '../../model/subject.ts';
import type { AuditLine } from '../../store/store.ts';
import { situationOf } from '../situation/situation.ts';
import { templateChanges } from './template-changes.ts';

const rollouts = { deployments, replicaSets };

/**
 * Who changed a workload, and its cluster, within a time: each source by itself, side by side on one line of time.
 * `own` are the lines of our audit about it; they tell who asked for what the bot wrote, by Azure's correlation id.
 */
export async function changeHistory(
  azure: Azure,
  subject: Subject,
  window: Window,
  own: readonly AuditLine[],
): Promise<ChangeHistory> {
  const [writes, activity, rolled] = await Promise.all([
    withNames(kubeAudit, azure, subject, window),
    withNames(clusterActivity, azure, subject, window),
    gather(rollouts, azure, subject, window),
  ]);
  const isAsked = new Map(own.flatMap((line) => (line.facts?.correlationId ? [[line.facts.correlationId, line]] : [])));
  const changes = [
    ...(writes.evidence?.value ?? []).map((it) => writeOf(subject, it)),
    ...(activity.evidence?.value ?? []).map((it) => activityOf(it, isAsked.get(it.correlationId))),
    ...rolloutsOf(subject, rolled.evidence, window),
    ...own.map(ownOf),
  ];
  return {
    subject,
    changes: changes.sort((a, b) => b.at.getTime() - a.at.getTime()),
    evidence: [
      writes.evidence,
      activity.evidence,
      subject.kind === 'Deployment' ? rolled.evidence.replicaSets : undefined,
    ].flatMap((it) => it ?? []),
    gaps: [
      ...writes.gaps,
      ...activity.gaps,
      ...rolled.gaps,
      ...(subject.kind === 'Deployment' ? [] : [noRollouts(subject)]),
    ],
  };
}

/** Reads a log of who did what: the names in it are the answer, where other evidence loses them with its secrets. */
async function withNames<T>(
  collector: Collector<string, T>,
  ...[azure, subject, window]: Parameters<Collector<string, T>['collect']>
): Promise<{ evidence?: Evidence<T>; gaps: Gap[] }> {
  try {
    const evidence = await collector.collect(azure, subject, window);
    return { evidence, gaps: evidence.gap ? [evidence.gap] : [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: [readGap(error, collector.what)] };
  }
}

function writeOf({ kind, name }: Subject, { At, Verb, Who, Subresource, UserAgent, Code }: KubeWrite): ChangeMade {
  const object = `${kind.toLowerCase()}s/${name}${Subresource === '' ? '' : `/${Subresource}`}`;
  const refused = Code !== null && Code >= 400 ? `refused with ${Code}; ` : '';
  return { at: At, who: Who, what: `${Verb} ${object}`, detail: `${refused}${UserAgent}`, source: 'AKS audit' };
}

function activityOf(
  { at, caller, operation, status, correlationId }: Activity,
  line: AuditLine | undefined,
): ChangeMade {
  return {
    ...{ at, who: caller, what: operation, detail: status, source: 'Activity Log' },
    ...(correlationId !== '' && { correlationId }),
    ...(line && { asked: `${line.detail}, by ${line.actor.name}` }),
  };
}

/** The revisions of a Deployment that were made in the time, each with what differs from the one before. */
function rolloutsOf(
  { kind, namespace, name }: Subject,
  evidence: Parameters<typeof situationOf>[0],
  { from, to }: Window,
): ChangeMade[] {
  const workload = situationOf(evidence).workloads.find(
    (it) => it.kind === kind && it.namespace === namespace && it.name === name,
  );
  return (workload?.revisions ?? []).flatMap((revision, n, all): ChangeMade[] => {
    const at = revision.metadata?.creationTimestamp;
    if (!at || at < from || at >= to) return [];
    const before = all[n + 1];
    const differs = before ? templateChanges(before.spec?.template ?? {}, revision.spec?.template ?? {}) : [];
    const number = revision.metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? '?';
    const told = before ? 'restarted, nothing changed' : 'the oldest revision that is kept';
    const detail = differs.length > 0 ? differs.map(({ text }) => text).join('; ') : told;
    return [{ at, who: '', what: `revision ${number}`, detail, source: 'rollout' }];
  });
}

function ownOf({ at, actor, what, detail, facts }: AuditLine): ChangeMade {
  const { correlationId } = facts ?? {};
  return {
    ...{ at, who: actor.name, what, detail, source: 'Watchkeeper' },
    ...(typeof correlationId === 'string' && { correlationId }),
  };
}

function noRollouts({ kind, name }: Subject) {
  return {
    what: `rollout history of ${name}`,
    service: 'Kubernetes API' as const,
    why: `Only a Deployment's revisions are read, and this is a ${kind}.`,
    next: `Ask kubectl rollout history ${kind.toLowerCase()}/${name}.`,
  };
}
