import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';
import { isForWindows } from './pod-kind.ts';

/** No process may gain more rights than the one that started it; what does not forbid it allows it. Not asked of Windows. */
export const privilegeEscalation = defineControl({
  name: 'privilege-escalation',
  title: 'Privilege Escalation',
  level: 'restricted',
  judge: ({ spec }) =>
    isForWindows(spec)
      ? []
      : containersOf(spec).flatMap(({ path, container: { securityContext } }) =>
          securityContext?.allowPrivilegeEscalation === false
            ? []
            : [
                violation(
                  `${path}.securityContext.allowPrivilegeEscalation`,
                  securityContext?.allowPrivilegeEscalation,
                ),
              ],
        ),
});
