import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

/** No probe and no hook names a host: the kubelet would call it from the node's network (since Kubernetes 1.34). */
export const hostProbes = defineControl({
  name: 'host-probes',
  title: 'Host Probes / Lifecycle Hooks',
  level: 'baseline',
  judge: ({ spec }) =>
    containersOf(spec).flatMap(({ path, container }) => {
      const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
      const calls = {
        livenessProbe,
        readinessProbe,
        startupProbe,
        'lifecycle.postStart': lifecycle?.postStart,
        'lifecycle.preStop': lifecycle?.preStop,
      };
      return Object.entries(calls).flatMap(([field, call]) =>
        (['httpGet', 'tcpSocket'] as const).flatMap((way) => {
          const host = call?.[way]?.host;
          return host ? [violation(`${path}.${field}.${way}.host`, host)] : [];
        }),
      );
    }),
});
