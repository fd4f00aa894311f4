import type { armRegistry } from '../world/graph/arm-registry.ts';

type Registry = ReturnType<typeof armRegistry>;

/** Stable versions of the API that leave out what only previews had then. */
const older = /^(2017|2019|202[0-4])-\d\d-\d\d$/;

/** A registry's body as a version of the API gives it: anonymous pull and ARM tokens are in previews, and since 2025. */
export function registryByVersion(version: string | null, registry: Registry): object {
  if (version === null || !older.test(version)) return registry;
  const { anonymousPullEnabled: _, policies, ...properties } = registry.properties;
  const { azureADAuthenticationAsArmPolicy: __, ...known } = policies as typeof policies & Record<string, unknown>;
  return { ...registry, properties: { ...properties, policies: known } };
}
