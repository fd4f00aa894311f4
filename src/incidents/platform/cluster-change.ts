import { oneLine } from '../reading/one-line.ts';
import { type PlatformEvent, platformLabel } from './platform-events.ts';

/** What the activity log says of a change of an AKS cluster, or of one of its node pools. */
export interface ChangeSaid {
  operation: string | undefined;
  status: string | undefined;
  /** Shared by all that one request brought about. */
  correlationId: string | undefined;
  /** ARM id of what is changed. */
  resourceId: string | undefined;
  caller: string | undefined;
}

const write = /^microsoft\.containerservice\/managedclusters(\/agentpools)?\/write$/i;
const states: Readonly<Record<string, { kind: PlatformEvent; words: string }>> = {
  started: { kind: 'upgrade_started', words: 'has begun' },
  accepted: { kind: 'upgrade_started', words: 'has begun' },
  succeeded: { kind: 'upgrade_finished', words: 'is done' },
  failed: { kind: 'upgrade_failed', words: 'failed' },
  canceled: { kind: 'upgrade_failed', words: 'was called off' },
};

/**
 * A change of a cluster as what begins and is over with it; undefined for other operations and states, and for one that
 * nothing ties together: those are told once, each by itself.
 */
export function clusterChange({ operation = '', status = '', correlationId, resourceId = '', caller }: ChangeSaid) {
  const key = status.toLowerCase();
  const state = Object.hasOwn(states, key) ? states[key] : undefined;
  if (!write.test(operation) || !state || !correlationId) return undefined;
  const [, cluster = 'a cluster', pool] =
    /\/managedclusters\/([^/]+)(?:\/agentpools\/([^/]+))?/i.exec(resourceId) ?? [];
  const what = pool ? `node pool ${pool} of ${cluster}` : cluster;
  return {
    identity: `change:${correlationId.toLowerCase()}/${resourceId.toLowerCase()}`,
    title: oneLine(`Change of ${what} ${state.words}${caller ? `, by ${caller}` : ''}`),
    over: state.kind !== 'upgrade_started',
    labels: { [platformLabel]: state.kind, ...(pool && { node_pool: pool }) },
  };
}
