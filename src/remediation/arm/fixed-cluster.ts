import { clusterById, placeIn } from '../kubernetes/cluster-by-id.ts';
import type { FixBody, FixedType } from './define-fix.ts';
import { withValues } from './property-values.ts';

/** A managed cluster takes its properties as a whole body alone (PUT), on the ETag that was read. */
export const fixedCluster: FixedType = {
  noun: 'cluster',
  apiVersion: '2026-04-01',
  async locate(azure, id) {
    const cluster = await clusterById(azure, id);
    return { id: cluster.id, name: cluster.name, place: placeIn(cluster) };
  },
  hindrance({ properties }) {
    const { provisioningState: state, powerState } = properties as FixBody['properties'] & {
      powerState?: { code?: unknown };
    };
    if (powerState?.code === 'Stopped') return 'The cluster is stopped, and takes no changes: start it first.';
    // One that failed takes the next change, which is how it is put right.
    if (/^(failed|succeeded|cancell?ed)$/i.test(state)) return undefined;
    return `Another change of the cluster goes on (${state}): wait for its end.`;
  },
  write(azure, id, { body, etag }, values) {
    const changed = { ...body, properties: withValues(body.properties, values) };
    return azure.change.arm.put(id, this.apiVersion, changed, { etag });
  },
};
