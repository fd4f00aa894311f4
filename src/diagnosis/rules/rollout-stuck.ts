import type { V1Pod } from '@kubernetes/client-node';
import { templateChanges } from '../changes/template-changes.ts';
import { ago } from '../oom/words.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isReady } from '../situation/workload.ts';
import { controllerOf } from '../situation/workloads.ts';
import { rollBackOf } from '../suggested/roll-back.ts';

const patienceMs = 3 * 60_000;

/** A new revision does not come up while the old one serves: what changed between the two is where to look, and the way back. */
export const rolloutStuck = defineRule({
  code: 'rollout-stuck',
  explains: ['NotReady', 'CrashLoopBackOff', 'Pending', 'Failing'],
  weight: 'symptom',
  needs: ['deployments', 'replicaSets', 'pods'],
  wants: situationFacts,
  judge(evidence, { cluster }, now) {
    const deployments = new Map(
      evidence.deployments.value.map((it) => [`${it.metadata?.namespace}/${it.metadata?.name}`, it]),
    );
    return situationOf(evidence).workloads.flatMap((workload) => {
      const { kind, namespace, name, pods, revisions } = workload;
      const [newest, before] = revisions;
      if (kind !== 'Deployment' || !newest || !before) return [];
      const isOf = (set: typeof newest) => (pod: V1Pod) => controllerOf(pod)?.name === set.metadata?.name;
      const fresh = pods.filter(isOf(newest));
      const serving = pods.filter((pod) => !isOf(newest)(pod) && isReady(pod)).length;
      const condition = deployments
        .get(`${namespace}/${name}`)
        ?.status?.conditions?.find(({ reason }) => reason === 'ProgressDeadlineExceeded');
      const since = newest.metadata?.creationTimestamp;
      const wanted = newest.spec?.replicas ?? 0;
      const ready = fresh.filter(isReady).length;
      const isSlow = since !== undefined && now.getTime() - since.getTime() >= patienceMs;
      // A revision that serves in part may still be coming up; one that is past its deadline is not.
      if (wanted === 0 || ready >= wanted || !(condition || (isSlow && ready === 0 && serving > 0))) return [];
      const changes = templateChanges(before.spec?.template ?? {}, newest.spec?.template ?? {});
      const what =
        changes.length === 0
          ? 'nothing in its template changed'
          : `changed: ${changes
              .slice(0, 3)
              .map(({ text }) => text)
              .join('; ')}`;
      const advice = `Roll ${name} back to the revision before, and look at the new pod ${fresh[0]?.metadata?.name ?? '(none came to be)'} for the cause.`;
      const image = changes.find((it) => it.what === 'image')?.to;
      return {
        code: 'rollout-stuck',
        about: { kind, namespace, name },
        confidence: condition ? 0.75 : 0.6,
        sentence: `The rollout of ${name} is stuck: ${ready} of ${wanted} new pods are ready${since ? ` after ${ago(since, now)}` : ''}, ${serving} old ${serving === 1 ? 'pod serves' : 'pods serve'}; ${what}.`,
        quotes: [
          ...(condition?.message
            ? [quoteField(condition.message, `condition Progressing of Deployment ${name}`, condition.lastUpdateTime)]
            : []),
          ...(image ? [quoteField(image, `image of the new revision of ${name}`)] : []),
        ],
        suggestions: [rollBackOf(workload, cluster, advice) ?? { text: advice }],
        derivation: changes.map(({ text }) => text),
      };
    });
  },
});
