import { contextsOf } from './containers-of.ts';
import { defineControl, type PodToJudge, type Violation, violation } from './control.ts';

const allowed = new Set(['RuntimeDefault', 'Localhost']);

/** Nothing turns the filter of system calls off. */
export const seccomp = defineControl({
  name: 'seccomp',
  title: 'Seccomp',
  level: 'baseline',
  judge: unfiltered,
});

/** Every profile that is set and is none of the allowed ones: one of the pod too that all its containers override. */
export function unfiltered({ spec }: PodToJudge): Violation[] {
  return contextsOf(spec).flatMap(({ path, context: { seccompProfile } }) =>
    seccompProfile && !allowed.has(seccompProfile.type)
      ? [violation(`${path}.seccompProfile.type`, seccompProfile.type)]
      : [],
  );
}
