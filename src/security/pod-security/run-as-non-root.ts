import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';
import { hasOwnUsers } from './pod-kind.ts';

/** Every container must run as another than root: it says so, or the pod does. Not asked where the pod has its own users. */
export const runAsNonRoot = defineControl({
  name: 'run-as-non-root',
  title: 'Running as Non-root',
  level: 'restricted',
  judge: ({ spec }) => {
    if (hasOwnUsers(spec)) return [];
    const ofPod = spec.securityContext?.runAsNonRoot ?? undefined;
    return [
      // Also where every container says otherwise: the field is one that the standard restricts.
      ...(ofPod === false ? [violation('spec.securityContext.runAsNonRoot', ofPod)] : []),
      ...containersOf(spec).flatMap(({ path, container: { securityContext } }) => {
        const own = securityContext?.runAsNonRoot ?? undefined;
        const isKept = own ?? ofPod === true;
        return isKept ? [] : [violation(`${path}.securityContext.runAsNonRoot`, own)];
      }),
    ];
  },
});
