import type { ObjectRef } from '../../model/finding.ts';
import type { EvidenceOf } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import type { SituationFact } from '../situation/situation-facts.ts';
import { templateChanges } from './template-changes.ts';

/** Something that was changed, or happened to a node, before the trouble. */
export interface RecentChange {
  at: Date;
  kind: 'rollout' | 'configuration' | 'scaling' | 'node';
  object: ObjectRef;
  /** For a person: "revision 12: image of container cart: a -> b". */
  text: string;
}

const nodeReasons = new Set([
  'NodeNotReady',
  'NodeNotSchedulable',
  'NodeSchedulable',
  'NodeReady',
  'Rebooted',
  'Starting',
  'RemovingNode',
  'RegisteredNode',
]);
const most = 50;

/** What changed within the time before `now`, newest first, at most fifty: rollouts, ConfigMaps, scalings and nodes. */
export function recentChanges(evidence: EvidenceOf<never, SituationFact>, now: Date, withinMs: number): RecentChange[] {
  const isRecent = (at: Date | undefined): at is Date =>
    at !== undefined && now.getTime() - at.getTime() <= withinMs && at <= now;
  const rollouts = situationOf(evidence).workloads.flatMap((workload): RecentChange[] => {
    const { kind, namespace, name, revisions } = workload;
    return revisions.flatMap((revision, index) => {
      const at = revision.metadata?.creationTimestamp;
      const before = revisions[index + 1];
      if (!isRecent(at) || !before) return [];
      const changes = templateChanges(before.spec?.template ?? {}, revision.spec?.template ?? {});
      const number = revision.metadata?.annotations?.['deployment.kubernetes.io/revision'];
      const text = changes.length === 0 ? 'restarted, nothing changed' : changes.map((it) => it.text).join('; ');
      return { at, kind: 'rollout', object: { kind, namespace, name }, text: `revision ${number ?? '?'}: ${text}` };
    });
  });
  const maps = (evidence.configMaps?.value ?? []).flatMap((map): RecentChange[] => {
    const at = [map.metadata?.creationTimestamp, ...(map.metadata?.managedFields ?? []).map(({ time }) => time)]
      .flatMap((time) => time ?? [])
      .sort((a, b) => b.getTime() - a.getTime())[0];
    return isRecent(at)
      ? [
          {
            at,
            kind: 'configuration',
            object: refOf('ConfigMap', map),
            text: `ConfigMap ${map.metadata?.name} written`,
          },
        ]
      : [];
  });
  const told = (evidence.events?.value ?? []).flatMap(({ object, reason, message, lastAt }): RecentChange[] => {
    if (!isRecent(lastAt)) return [];
    if (object.kind === 'Node' && nodeReasons.has(reason)) return [{ at: lastAt, kind: 'node', object, text: message }];
    // The Deployment's own scaling of its revisions is the rollout, which is told above.
    const isScaling = reason === 'SuccessfulRescale';
    return isScaling ? [{ at: lastAt, kind: 'scaling', object, text: message }] : [];
  });
  return [...rollouts, ...maps, ...told].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most);
}
