import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

/** No container is privileged: such a one is as good as root on its node. */
export const privilegedContainers = defineControl({
  name: 'privileged-containers',
  title: 'Privileged Containers',
  level: 'baseline',
  judge: ({ spec }) =>
    containersOf(spec).flatMap(({ path, container: { securityContext } }) =>
      securityContext?.privileged ? [violation(`${path}.securityContext.privileged`, securityContext.privileged)] : [],
    ),
});
