import {
  clusterField,
  clusterIdField,
  kindField,
  namespaceField,
  placesField,
  workloadField,
} from './shared-fields.ts';

/** How a command takes what it is about: a workload first, with what was said about where it is. */
export const workloadFields = {
  kind: kindField,
  workload: workloadField,
  cluster: clusterField,
  namespace: namespaceField,
  clusterId: clusterIdField,
  places: placesField,
};
