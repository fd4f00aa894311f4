import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

/** No container takes a port of the node; the standard lets a list of known ports be made, and we know of none. */
export const hostPorts = defineControl({
  name: 'host-ports',
  title: 'Host Ports',
  level: 'baseline',
  judge: ({ spec }) =>
    containersOf(spec).flatMap(({ path, container: { ports } }) =>
      (ports ?? []).flatMap(({ hostPort }, n) =>
        hostPort ? [violation(`${path}.ports[${n}].hostPort`, hostPort)] : [],
      ),
    ),
});
