import type { RbacV1Subject } from '@kubernetes/client-node';
import { counted } from '../../../cards/quantity.ts';
import type { Suggestion } from '../../../remediation/suggestion.ts';
import type { Check } from '../check.ts';
import { verdict } from '../verdict.ts';
import { type Binding, bindingWords, isSystemSubject, readBindings, subjectWords } from './bindings.ts';
import { kubernetesCheck } from './kubernetes-check.ts';

/** A check of who is given what in a cluster. */
export interface BindingCheck extends Pick<Check, 'code' | 'title' | 'severity' | 'policyId'> {
  offends(subject: RbacV1Subject, binding: Binding): boolean;
  good: string;
  /** What each binding that offends does: "gives all rights", and several "give all rights". */
  does: string;
  do: string;
  /** What to do about it, where there are several; of one its removal is offered. */
  step: string;
}

/** Makes a check of it: each binding is named with its role and the subjects that offend. */
export function bindingCheck({ offends, good, does, do: they, step, ...check }: BindingCheck): Check {
  return kubernetesCheck<Binding[]>({
    ...check,
    what: 'who has which role in the cluster',
    rights: 'rbac.authorization.k8s.io/clusterrolebindings/read and .../rolebindings/read',
    read: readBindings,
    judge({ value }, { resource }) {
      const offenders = value.flatMap((binding) => {
        const subjects = binding.subjects.filter((it) => !isSystemSubject(it) && offends(it, binding));
        return subjects.length > 0 ? [{ ...binding, subjects }] : [];
      });
      // What holds in the whole cluster first.
      offenders.sort((a, b) => Number(a.namespace !== undefined) - Number(b.namespace !== undefined));
      return verdict(offenders.length === 0, {
        property: 'roleRef, subjects',
        value: offenders.length === 0 ? 'no such binding' : firstOf(offenders),
        good,
        bad: `${counted(offenders.length, 'binding')} ${offenders.length === 1 ? does : they}.`,
        step: stepFor(offenders, resource.id, step),
        objects: offenders.map(
          (it) => `${bindingWords(it)}: roleRef = ${it.role}, subjects = ${it.subjects.map(subjectWords).join(', ')}`,
        ),
      });
    },
  });
}

/** "ClusterRole cluster-admin for ServiceAccount sandbox/default, and 2 more". */
function firstOf([first, ...more]: readonly Binding[]): string {
  const who = first?.subjects.map(subjectWords).join(', ');
  return `${first?.role} for ${who}${more.length > 0 ? `, and ${more.length} more` : ''}`;
}

/** The removal of the first is offered: each is a change of its own, and asks who loses what. */
function stepFor(offenders: readonly Binding[], clusterId: string, text: string): Suggestion {
  const [first] = offenders;
  if (!first) return { text };
  const { namespace, name } = first;
  return {
    text,
    title: `Remove ${bindingWords(first)}`,
    action: 'remove-role-binding',
    input: { clusterId, name, ...(namespace !== undefined && { namespace }) },
  };
}
