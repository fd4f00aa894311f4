import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

/** As the standard writes them: "CAP_CHOWN" and "chown" are other names, and names of nothing that it allows. */
const allowed = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** No container adds a capability beyond those that container runtimes give by themselves. */
export const addedCapabilities = defineControl({
  name: 'added-capabilities',
  title: 'Capabilities',
  level: 'baseline',
  judge: ({ spec }) =>
    containersOf(spec).flatMap(({ path, container: { securityContext } }) =>
      (securityContext?.capabilities?.add ?? []).flatMap((capability, n) =>
        allowed.has(capability) ? [] : [violation(`${path}.securityContext.capabilities.add[${n}]`, capability)],
      ),
    ),
});
