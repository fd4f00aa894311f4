import type { V1Container, V1PodSecurityContext, V1PodSpec, V1SecurityContext } from '@kubernetes/client-node';

/** What the standard reads of a container, whichever list it stands in. */
export type ContainerToJudge = Pick<
  V1Container,
  'name' | 'securityContext' | 'ports' | 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'lifecycle'
>;

/** A container and where it stands: "spec.initContainers[0]". */
export interface PlacedContainer {
  path: string;
  container: ContainerToJudge;
}

/** The containers of a pod, then those that run before it, then those that were added for debugging. */
export function containersOf(spec: V1PodSpec): PlacedContainer[] {
  return (['containers', 'initContainers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, n) => ({ path: `spec.${list}[${n}]`, container })),
  );
}

/** The security context of the pod and those of its containers; only what both kinds have is read of them. */
export function contextsOf(
  spec: V1PodSpec,
): { path: string; context: Pick<V1PodSecurityContext & V1SecurityContext, SharedField> }[] {
  const own = spec.securityContext ? [{ path: 'spec.securityContext', context: spec.securityContext }] : [];
  const inner = containersOf(spec).flatMap(({ path, container: { securityContext } }) =>
    securityContext ? [{ path: `${path}.securityContext`, context: securityContext }] : [],
  );
  return [...own, ...inner];
}

type SharedField = 'windowsOptions' | 'appArmorProfile' | 'seLinuxOptions' | 'seccompProfile' | 'runAsUser';
