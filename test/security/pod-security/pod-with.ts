import type { V1PodSpec } from '@kubernetes/client-node';

type Loose = Record<string, unknown>;
/** What each container has to say for restricted. */
export const safe = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A pod that meets restricted, with its parts changed: of itself, of its context, of its first container and that one's context. */
export function pod(change: { spec?: Loose; context?: Loose; container?: Loose; own?: Loose; annotations?: Loose }) {
  const { spec, context, container, own, annotations = {} } = change;
  const built = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, ...context },
    containers: [
      { name: 'a', ...container, securityContext: { ...safe, ...own } },
      { name: 'b', securityContext: safe },
    ],
    ...spec,
  };
  return { annotations: annotations as Record<string, string>, spec: built as unknown as V1PodSpec };
}
