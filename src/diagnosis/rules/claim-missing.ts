import { quoteEvent, quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { isHeldUp } from '../starting/held-up.ts';
import { claimNamesOf } from '../volumes/waiting-claims.ts';

/** A workload mounts a claim that does not exist. */
export const claimMissing = defineRule({
  code: 'claim-missing',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims', 'pods'],
  wants: [...situationFacts, 'quotas'],
  judge(evidence) {
    const { workloads, eventsAbout } = situationOf(evidence);
    const there = new Set(
      evidence.volumeClaims.value.map(({ metadata }) => `${metadata?.namespace}/${metadata?.name}`),
    );
    // Where storage is rationed, the claim was most likely refused, which is for the quota's rule to say.
    const rationed = new Set(
      (evidence.quotas?.value ?? [])
        .filter(({ spec, status }) =>
          Object.keys({ ...spec?.hard, ...status?.hard }).some((it) => /storage|persistentvolumeclaims/.test(it)),
        )
        .map(({ metadata }) => metadata?.namespace),
    );
    return workloads.filter(isHeldUp).flatMap((workload) => {
      const { kind, namespace, name } = workload;
      const missing = claimNamesOf(workload).find((claim) => !there.has(`${namespace}/${claim}`));
      if (missing === undefined) return [];
      const event = eventsAbout(workload).find(({ message }) =>
        message.includes(`persistentvolumeclaim "${missing}" not found`),
      );
      const known = [...there]
        .filter((it) => it.startsWith(`${namespace}/`))
        .map((it) => it.slice(namespace.length + 1));
      return {
        code: 'claim-missing',
        about: { kind, namespace, name },
        // A list of claims that shows none at all may have been cut short.
        confidence: rationed.has(namespace) ? 0.4 : event ? 0.84 : known.length > 0 ? 0.6 : 0.3,
        sentence: `${name} waits for its volume: claim ${missing} does not exist in ${namespace}${known.length > 0 ? ` (there is ${known.slice(0, 3).join(', ')})` : ''}.`,
        quotes: [event ? quoteEvent(event) : quoteField(missing, `volume claim of ${kind} ${name}`)],
        suggestions: [{ text: `Create claim ${missing} in ${namespace}, or correct its name in ${kind} ${name}.` }],
      };
    });
  },
});
