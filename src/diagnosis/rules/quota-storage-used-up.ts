import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isHeldUp } from '../starting/held-up.ts';
import { claimNamesOf } from '../volumes/waiting-claims.ts';

/** What is left then is less than anybody claims. */
const nearlyFull = 0.9;
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
      const rationed = Object.entries(status?.hard ?? {})
        .filter(([name]) => storage.test(name))
        .map(([name, hard]) => ({ name, hard, used: status?.used?.[name] ?? '?' }))
        .sort((a, b) => shareOf(b) - shareOf(a));
      const [fullest] = rationed;
      if (!fullest) return [];
      const waiting = workloads.filter(isHeldUp).flatMap((workload) => {
        if (workload.namespace !== namespace) return [];
        const isMissing = claimNamesOf(workload).some((name) => !claims.has(`${namespace}/${name}`));
        const refused = eventsAbout(workload).flatMap(({ message }) =>
          message.includes('exceeded quota') ? (rationed.find((it) => message.includes(it.name)) ?? []) : [],
        )[0];
        return isMissing || refused ? [{ name: workload.name, refused }] : [];
      });
      if (waiting.length === 0) return [];
      const refused = waiting.find((it) => it.refused)?.refused;
      const { name, hard, used } = refused ?? fullest;
      const isFull = refused !== undefined || shareOf(fullest) >= nearlyFull;
      const names = waiting.slice(0, 3).map((it) => it.name);
      const who = `${names.join(', ')}${waiting.length > 3 ? ` and ${waiting.length - 3} more` : ''} ${waiting.length === 1 ? 'waits' : 'wait'}`;
      return {
        code: 'quota-storage-used-up',
        about: { kind: 'Namespace', namespace, name: namespace },
        confidence: isFull ? 0.85 : 0.6,
        sentence: isFull
          ? `Namespace ${namespace} may claim no more storage: ${used} of ${hard} ${name} are used, and ${who} for a claim.`
          : `Namespace ${namespace} rations storage (${used} of ${hard} ${name} are used), and ${who} for a claim that does not exist: most likely it asks for more than is left, and was refused.`,
        quotes: [quoteField(hard, `hard limit ${name} of quota ${metadata?.name}`)],
        suggestions: [
          {
            text: isFull
              ? `Raise ${name} of quota ${metadata?.name} above ${hard}, or delete claims whose data nobody needs any more: most volumes are deleted with their claim.`
              : `Create the claim again and see what the API server says; then raise ${name} of quota ${metadata?.name} above ${hard}, or ask for less.`,
          },
        ],
      };
    });
  },
});

/** How much of a ration is used, 0 to 1; 0 where that is not known. */
function shareOf({ hard, used }: { hard: string; used: string }): number {
  return (quantity(used) ?? 0) / (quantity(hard) || 1);
}
