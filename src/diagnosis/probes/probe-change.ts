import { type ProbeTrouble, portOf, probeOf } from './probe-trouble.ts';

/** What the revision before asked instead, when that was something else: the odd one out is likely wrong. */
export function changeOf({ workload, container, role }: ProbeTrouble): string | undefined {
  const before = workload.revisions[1]?.spec?.template?.spec?.containers.find(({ name }) => name === container.name);
  if (!before) return undefined;
  const [was, is] = [probeOf(before, role), probeOf(container, role)];
  if (JSON.stringify(was) === JSON.stringify(is)) return undefined;
  if (!was) return `The revision before had no ${role} probe.`;
  const [from, to] = [portOf(before, role), portOf(container, role)];
  return from === to
    ? `The ${role} probe was changed in this revision.`
    : `The revision before probed port ${from}, this one ${to}.`;
}
