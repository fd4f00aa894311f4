import { quantity } from '../../evidence/kubernetes/quantity.ts';
import { namedIn } from '../focus.ts';
import { inCores, refTo } from '../performance/words.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const throttled = /throttl/i;

/** The report says that a container is throttled, and it has a CPU limit; by how much it is held up, metrics would tell. */
export const cpuThrottlingReported = defineRule({
  code: 'cpu-throttling-reported',
  explains: ['Slow', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, { report = '' }) {
    if (!throttled.test(report)) return [];
    const situation = situationOf(evidence);
    const named = namedIn(report, situation);
    const words = new Set(report.match(/[A-Za-z0-9][A-Za-z0-9-]*/g));
    const found = situation.workloads.flatMap((workload) => {
      const { kind, namespace, name, template, pods } = workload;
      const isNamed = named.some(
        (it) =>
          it.namespace === namespace &&
          (it.kind === 'Pod'
            ? pods.some(({ metadata }) => metadata?.name === it.name)
            : it.kind === kind && it.name === name),
      );
      const limited = (template.spec?.containers ?? []).filter(({ resources }) => resources?.limits?.cpu);
      const container = limited.find((it) => words.has(it.name)) ?? (limited.length === 1 ? limited[0] : undefined);
      const limit = container?.resources?.limits?.cpu;
      const cores = quantity(limit);
      if (!isNamed || !container || limit === undefined || cores === undefined) return [];
      return [
        {
          code: 'cpu-throttling-reported',
          about: refTo(workload),
          // Less than an answer: what can be measured is looked for beside it.
          confidence: 0.45,
          sentence: `The report says that CPU is throttled, and container ${container.name} of ${name} has a CPU limit of ${inCores(cores)}: beyond that it waits.`,
          quotes: [quoteField(limit, `limits.cpu of container ${container.name} in ${kind} ${name}`)],
          suggestions: [
            {
              text: `Compare what ${container.name} uses with its limit (kubectl top pod -n ${namespace} --containers), then raise the CPU limit, or take it away and keep an honest request.`,
            },
          ],
        },
      ];
    });
    // A report that names many lists symptoms, and does not say which of them is throttled.
    return found.length === 1 ? found : [];
  },
});
