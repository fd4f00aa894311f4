import type { ClusterHealth } from './cluster-health.ts';
import type { Evidence } from './evidence.ts';
import type { Gap } from './gap.ts';

/** How one of many clusters is, as far as questions about all of them tell. */
export interface ClusterStanding
  extends Pick<ClusterHealth, 'cluster' | 'verdict' | 'version' | 'nodes' | 'pods' | 'restarts' | 'alerts'> {
  /** The subscription's name; its id where the name is not known. */
  subscription: string;
  /** Only pods of these namespaces count: the person may see no others there. Undefined for the whole cluster. */
  namespaces?: readonly string[];
}

/** The answer to "clusters": worst first. */
export interface ClusterStandings {
  standings: ClusterStanding[];
  /** What they rest on. */
  evidence: Evidence<unknown>[];
  gaps: Gap[];
}
