import { contextsOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

const allowedTypes = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

/** SELinux' type is one of those for containers, and its user and role are not chosen; the level is free. */
export const seLinux = defineControl({
  name: 'se-linux',
  title: 'SELinux',
  level: 'baseline',
  judge: ({ spec }) =>
    contextsOf(spec).flatMap(({ path, context: { seLinuxOptions } }) => {
      const { type, user, role } = seLinuxOptions ?? {};
      return [
        ...(type && !allowedTypes.has(type) ? [violation(`${path}.seLinuxOptions.type`, type)] : []),
        ...(user ? [violation(`${path}.seLinuxOptions.user`, user)] : []),
        ...(role ? [violation(`${path}.seLinuxOptions.role`, role)] : []),
      ];
    }),
});
