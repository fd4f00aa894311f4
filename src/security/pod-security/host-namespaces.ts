import { defineControl, violation } from './control.ts';

/** The pod shares no namespace of its host: neither the network, nor the processes, nor what they talk through. */
export const hostNamespaces = defineControl({
  name: 'host-namespaces',
  title: 'Host Namespaces',
  level: 'baseline',
  judge: ({ spec }) =>
    (['hostNetwork', 'hostPID', 'hostIPC'] as const).flatMap((field) =>
      spec[field] ? [violation(`spec.${field}`, spec[field])] : [],
    ),
});
