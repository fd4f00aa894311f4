import type { ObjectRef } from '../model/finding.ts';
import type { Situation } from './situation/situation.ts';

/** Objects that a report names, most of them by their whole name; a long name is not mistaken for a part of it. */
export function namedIn(report: string | undefined, situation: Situation): ObjectRef[] {
  if (!report) return [];
  const words = new Set(report.match(/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/g));
  const candidates: ObjectRef[] = [
    ...situation.workloads,
    ...situation.workloads.flatMap(({ namespace, pods }) =>
      pods.map(({ metadata }) => ({ kind: 'Pod', namespace, name: metadata?.name ?? '' })),
    ),
    ...situation.routes.map(({ namespace, name }) => ({ kind: 'Service', namespace, name })),
    ...situation.nodes.map(({ metadata }) => ({ kind: 'Node', namespace: '', name: metadata?.name ?? '' })),
  ];
  return candidates.filter(({ name }) => words.has(name));
}
