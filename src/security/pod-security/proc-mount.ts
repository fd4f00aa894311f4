import { containersOf } from './containers-of.ts';
import { defineControl, type PodToJudge, type Violation, violation } from './control.ts';
import { hasOwnUsers } from './pod-kind.ts';

/** The runtime's masks over /proc stay on, unless the pod has users of its own (hostUsers: false). */
export const procMount = defineControl({
  name: 'proc-mount',
  title: '/proc Mount Type',
  level: 'baseline',
  judge: (pod) => (hasOwnUsers(pod.spec) ? [] : unmasked(pod)),
});

/** Every container whose /proc is not the default one. */
export function unmasked({ spec }: PodToJudge): Violation[] {
  return containersOf(spec).flatMap(({ path, container: { securityContext } }) => {
    const mount = securityContext?.procMount;
    return mount && mount !== 'Default' ? [violation(`${path}.securityContext.procMount`, mount)] : [];
  });
}
