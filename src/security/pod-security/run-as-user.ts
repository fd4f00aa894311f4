import { contextsOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';
import { hasOwnUsers } from './pod-kind.ts';

/** Nothing says that it runs as user 0. Not asked where the pod has its own users. */
export const runAsUser = defineControl({
  name: 'run-as-user',
  title: 'Running as Non-root user',
  level: 'restricted',
  judge: ({ spec }) =>
    hasOwnUsers(spec)
      ? []
      : contextsOf(spec).flatMap(({ path, context }) =>
          context.runAsUser === 0 ? [violation(`${path}.runAsUser`, context.runAsUser)] : [],
        ),
});
