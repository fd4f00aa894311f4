import { contextsOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

/** No container of Windows runs as a process of its host. */
export const hostProcess = defineControl({
  name: 'host-process',
  title: 'HostProcess',
  level: 'baseline',
  judge: ({ spec }) =>
    contextsOf(spec).flatMap(({ path, context: { windowsOptions } }) =>
      windowsOptions?.hostProcess ? [violation(`${path}.windowsOptions.hostProcess`, windowsOptions.hostProcess)] : [],
    ),
});
