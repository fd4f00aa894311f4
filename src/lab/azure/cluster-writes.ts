import { randomUUID } from 'node:crypto';
import type { Cluster } from '../world/estate.ts';
import { armCluster } from '../world/graph/arm-cluster.ts';
import { edited, etagOf, keepEdit } from '../world/graph/edited.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';

/** A managed cluster's body as it is now, with its ETag. */
export function clusterBody({ world, now }: Call, cluster: Cluster) {
  return { ...edited(world.arm, armCluster(cluster, now)), eTag: etagOf(world.arm, cluster.id) };
}

/** A managed cluster after a look at it, which ends the operation that ran. */
export function readCluster(call: Call, cluster: Cluster): Answer {
  const body = clusterBody(call, cluster);
  for (const it of call.world.arm.operations) if (it.resourceId === cluster.id.toLowerCase()) it.ended = true;
  return { status: 200, body };
}

/** PUT of a whole cluster, PATCH of its tags (AKS takes nothing else that way): both take a while. */
export function writeCluster(call: Call, cluster: Cluster): Answer {
  const { arm } = call.world;
  const expected = call.headers['if-match']?.replaceAll('"', '');
  if (call.headers['if-none-match'] === '*' || (expected && expected !== '*' && expected !== etagOf(arm, cluster.id)))
    return armError(412, 'The etag provided in the request does not match the resource.', 'PreconditionFailed');
  const resourceId = cluster.id.toLowerCase();
  if (arm.operations.some((it) => it.resourceId === resourceId && !it.ended))
    return armError(
      409,
      'Operation is not allowed because there is an in progress update managed cluster operation on the managed cluster. Please wait for it to finish before starting a new operation.',
      'OperationNotAllowed',
    );
  const sent = jsonBody(call);
  if (!sent || (call.method === 'PUT' && typeof sent.location !== 'string'))
    return armError(400, 'The location property is required for this definition.', 'LocationRequired');
  const tags = sent.tags as Record<string, unknown> | undefined;
  if (call.method === 'PUT')
    keepEdit(arm, cluster.id, { properties: sent.properties as Record<string, unknown>, ...(tags && { tags }) }, true);
  else keepEdit(arm, cluster.id, tags ? { tags } : {}, false);
  const operation = { id: randomUUID(), resourceId, ended: false };
  arm.operations.push(operation);
  if (arm.operations.length > 1_000) arm.operations.shift();
  const at = `https://${call.host}/subscriptions/${cluster.subscription.id}/providers/Microsoft.ContainerService/locations/${cluster.location}/operations/${operation.id}?api-version=2017-08-31`;
  return { status: 200, headers: { 'azure-asyncoperation': at, 'retry-after': '0' }, body: clusterBody(call, cluster) };
}

const operations =
  /^\/subscriptions\/[^/]+\/providers\/microsoft\.containerservice\/locations\/[^/]+\/operations\/([^/]+)$/i;

/** How far a cluster's change is; undefined when the call is about something else. */
export function clusterOperation(call: Call): Answer | undefined {
  const [, id] = (call.method === 'GET' && operations.exec(call.path)) || [];
  if (!id) return undefined;
  const found = call.world.arm.operations.find((it) => it.id === id);
  if (!found) return armError(404, `The operation ${id} was not found.`, 'NotFound');
  const status = found.ended ? 'Succeeded' : 'InProgress';
  found.ended = true;
  return { status: 200, headers: { 'retry-after': '0' }, body: { name: id, status } };
}
