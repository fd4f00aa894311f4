import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';
import { isForWindows } from './pod-kind.ts';
import { unfiltered } from './seccomp.ts';

/** Every container has a filter of system calls: its own, or the pod's. Not asked of Windows. */
export const seccompRequired = defineControl({
  name: 'seccomp-required',
  title: 'Seccomp',
  level: 'restricted',
  judge: (pod) => {
    if (isForWindows(pod.spec)) return [];
    const without = pod.spec.securityContext?.seccompProfile
      ? []
      : containersOf(pod.spec).filter((it) => !it.container.securityContext?.seccompProfile);
    return [
      ...unfiltered(pod),
      ...without.map(({ path }) => violation(`${path}.securityContext.seccompProfile.type`, undefined)),
    ];
  },
});
