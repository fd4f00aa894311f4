import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const storage = /^(requests\.storage|(count\/)?persistentvolumeclaims|.+\.storageclass\.storage\.k8s\.io\/.+)$/;

/** The namespace may claim no more storage, and a workload waits for a claim that could not be made. */
export const quotaStorageUsedUp = defineRule({
  code: 'quota-storage-used-up',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['quotas', 'volumeClaims'],
  wants: situationFacts,
  judge(evidence) {
    const claims = new Set(
      evidence.volumeClaims.value.map(({ metadata }) => `${metadata?.namespace}/${metadata?.name}`),
    );
    const { workloads, eventsAbout } = situationOf(evidence);
    return evidence.quotas.value.flatMap(({ metadata, status }) => {
      const namespace = metadata?.namespace ?? '';
      const [resource, hard] = Object.entries(status?.hard ?? {}).find(([name]) => storage.test(name)) ?? [];
      if (resource === undefined || hard === undefined) return [];
      const waiting = workloads.filter((workload) => {
        if (workload.namespace !== namespace) return false;
        const named = (workload.template.spec?.volumes ?? []).flatMap(
          (it) => it.persistentVolumeClaim?.claimName ?? [],
        );
        const isMissing = named.some((name) => !claims.has(`${namespace}/${name}`));
        const isRefused = eventsAbout(workload).some(
          (it) => it.message.includes('exceeded quota') && it.message.includes(resource),
        );
        return isMissing || isRefused;
      });
      if (waiting.length === 0) return [];
      return {
        code: 'quota-storage-used-up',
        about: { kind: 'Namespace', namespace, name: namespace },
        confidence: 0.85,
        sentence: `Namespace ${namespace} may claim no more storage: ${status?.used?.[resource] ?? '?'} of ${hard} ${resource} are used, and ${waiting.map(({ name }) => name).join(', ')} waits for a claim.`,
        quotes: [quoteField(String(hard), `hard limit ${resource} of quota ${metadata?.name}`)],
        suggestions: [
          { text: `Raise ${resource} of quota ${metadata?.name} above ${hard}, or delete claims that nobody uses.` },
        ],
      };
    });
  },
});
