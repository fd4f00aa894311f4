import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The namespace may have no more Services, and one that others call is not there. */
export const quotaServicesUsedUp = defineRule({
  code: 'quota-services-used-up',
  explains: ['Unreachable', 'Failing'],
  needs: ['quotas', 'services'],
  wants: situationFacts,
  judge(evidence) {
    const { workloads, routes, calls } = situationOf(evidence);
    return evidence.quotas.value.flatMap(({ metadata, status }) => {
      const namespace = metadata?.namespace ?? '';
      const [resource, hard] =
        Object.entries(status?.hard ?? {}).find(([name]) => /^(count\/)?services$/.test(name)) ?? [];
      const used = resource === undefined ? undefined : status?.used?.[resource];
      if (resource === undefined || hard === undefined || used === undefined || Number(used) < Number(hard)) return [];
      const its = routes.filter((it) => it.namespace === namespace);
      const names = new Set(its.map(({ name }) => name));
      const served = new Set(its.flatMap((it) => it.workloads));
      const lacking = workloads.filter((it) => it.namespace === namespace && !names.has(it.name) && !served.has(it));
      // A call to a workload's name that no Service has: somebody meant one to be there.
      const missed = lacking.filter(({ name }) =>
        calls.some((it) => it.from.namespace === namespace && it.host.split('.')[0] === name),
      );
      return {
        code: 'quota-services-used-up',
        about: { kind: 'Namespace', namespace, name: namespace },
        // Many workloads need no Service: that one has none proves nothing by itself.
        confidence: missed.length > 0 ? 0.95 : lacking.length > 0 ? 0.4 : 0.2,
        sentence: `Namespace ${namespace} may have no more Services: ${used} of ${hard} allowed by quota ${metadata?.name}${
          missed.length > 0
            ? `, and ${missed
                .map(({ name }) => name)
                .slice(0, 3)
                .join(
                  ', ',
                )}${missed.length > 3 ? ` and ${missed.length - 3} more` : ''}, which others call, ${missed.length === 1 ? 'has' : 'have'} none`
            : ''
        }.`,
        quotes: [quoteField(String(hard), `hard limit ${resource} of quota ${metadata?.name}`)],
        suggestions: [
          {
            text: `Raise ${resource} of quota ${metadata?.name}, or delete Services that nobody uses; then create the missing one.`,
          },
        ],
      };
    });
  },
});
