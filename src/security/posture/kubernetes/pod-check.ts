import { counted } from '../../../cards/quantity.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Suggestion } from '../../../remediation/suggestion.ts';
import type { Check, Judged } from '../check.ts';
import { notApplicable, verdict } from '../verdict.ts';

import { kubernetesCheck } from './kubernetes-check.ts';
import type { PodOffence } from './pod-offences.ts';
import { mostOffenders, type Offender } from './pods-seen.ts';
import { notAllRead, readPods } from './read-pods.ts';

/** A check of what no pod outside the system's namespaces should be. */
export interface PodCheck extends Pick<Check, 'code' | 'title' | 'severity' | 'policyId'> {
  offence: PodOffence;
  /** As the API names it: "spec.containers[*].securityContext.privileged". */
  property: string;
  /** What it says in offenders: "true", "not false". */
  said: string;
  /** What offenders do: "run privileged containers"; and what none does: "runs a privileged container". */
  do: string;
  does: string;
  step: string;
}

interface Fact {
  pods: number;
  offenders: ReadonlyMap<string, Offender>;
}

/** Makes a check of it: workloads are named, each with the properties that offend. */
export function podCheck({ offence, property, said, do: they, does, step, ...check }: PodCheck): Check {
  return kubernetesCheck<Fact>({
    ...check,
    what: `whether a pod ${does}`,
    async read(reading, cluster) {
      const { value, ...rest } = await readPods(reading, cluster);
      const offenders = value.state.offenders.get(offence) ?? new Map();
      if (value.isCut && offenders.size === 0) return notAllRead(value.read, `whether a pod ${does}`);
      return { ...rest, value: { pods: value.state.pods, offenders } };
    },
    judge: (fact) => judged(fact, { property, value: said, they, does, step: { text: step } }),
  });
}

function judged(
  { value: { pods, offenders } }: Evidence<Fact>,
  said: { property: string; value: string; they: string; does: string; step: Suggestion },
): Judged {
  if (pods === 0) return notApplicable('No pod runs outside the namespaces of the system.');
  const namespaces = new Set([...offenders.values()].map(({ namespace }) => namespace));
  return verdict(offenders.size === 0, {
    property: said.property,
    value:
      offenders.size === 0
        ? `none in ${counted(pods, 'pod')}`
        : `${said.value} in ${counted(offenders.size, 'workload')}`,
    good: `None of the ${counted(pods, 'pod')} outside the namespaces of the system ${said.does}.`,
    bad: `${offenders.size < mostOffenders ? '' : 'At least '}${counted(offenders.size, 'workload')} in ${namespacesWords(namespaces)} ${offenders.size === 1 ? said.does : said.they}.`,
    step: said.step,
    objects: [...offenders].map(([workload, offender]) => `${workload}: ${saidOf(offender)}`),
  });
}

function saidOf({ said, count }: Offender): string {
  return `${said.join(', ')}${count > said.length ? `, and ${count - said.length} more` : ''}`;
}

function namespacesWords(names: ReadonlySet<string>): string {
  const shown = [...names].sort().slice(0, 3).join(', ');
  return names.size > 3 ? `${names.size} namespaces (${shown}, ...)` : shown;
}
