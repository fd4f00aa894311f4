/** What `kubectl apply` was given last: the object once more. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * A listed object without what is large and read by nobody, in place: which field who owns (who wrote and when stays),
 * the applied manifest (it stays where it may fix a number of replicas), the images that a node keeps. Half of a
 * cluster's lists is that, and a question holds all of them at once.
 */
export function withoutBulk<T extends object>(item: T): T {
  const { metadata, spec, status } = item as Record<'metadata' | 'spec' | 'status', unknown>;
  if (isObject(metadata)) {
    const { managedFields, annotations } = metadata;
    if (Array.isArray(managedFields)) metadata.managedFields = managedFields.map(ownerOnly);
    const isScaled = isObject(spec) && 'replicas' in spec;
    if (!isScaled && isObject(annotations) && lastApplied in annotations) delete annotations[lastApplied];
  }
  if (isObject(status) && Array.isArray(status.images)) status.images = [];
  return item;
}

function ownerOnly(entry: unknown): unknown {
  if (!isObject(entry)) return entry;
  const { fieldsV1: _, ...rest } = entry;
  return rest;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
