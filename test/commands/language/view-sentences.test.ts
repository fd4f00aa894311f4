import { describe, expect, it } from 'vitest';
import { heard as heardExactly } from './say.ts';

/** Names that are words of some other command stand in quotes; which do is not what these tests are about. */
const heard = (said: string) => heardExactly(said).replaceAll('"', '');

const sentences: [said: string, understood: string][] = [
  ['how are my clusters', 'clusters'],
  ['how are my clusters doing?', 'clusters'],
  ['list clusters', 'clusters'],
  ['show me all clusters', 'clusters'],
  ['az aks list', 'clusters'],
  ['clusters prod', 'clusters in prod'],
  ['clusters in production', 'clusters in production'],
  ['clusters env=staging', 'clusters env=staging'],
  ['which cluster is critical', 'clusters critical'],
  ['which clusters are in trouble?', 'clusters troubled'],
  ['are all my clusters healthy', 'clusters'],
  ['clusters unhealthy in westeurope', 'clusters troubled in westeurope'],
  ['how is prod-weu', 'cluster health prod-weu'],
  ['status of clusters', 'clusters'],
  ['what is running in shop', 'pods in shop'],
  ['how many nodes does prod-weu have', 'nodes prod-weu'],
  ['nodes', 'nodes'],
  ['nodes prod-weu', 'nodes prod-weu'],
  ['nodes of cluster prod-weu', 'nodes prod-weu'],
  ['kubectl get nodes', 'nodes'],
  ['kubectl get nodes -o wide', 'nodes'],
  ['kubectl top nodes', 'nodes memory'],
  ['which nodes are not ready in prod-weu', 'nodes prod-weu troubled'],
  ['controllers prod-weu', 'controllers prod-weu'],
  ['workloads in shop', 'controllers in shop'],
  ['kubectl get deployments -n shop', 'controllers ns=shop'],
  ['controllers on node aks-user-12-vmss000001', 'controllers node aks-user-12-vmss000001'],
  ['failing workloads in prod-weu', 'controllers in prod-weu troubled'],
  ['containers payments-api', 'containers payments-api'],
  ['containers of pod orders-db-0', 'containers pod orders-db-0'],
  ['which containers were oom killed in prod-weu', 'containers in prod-weu OOMKilled'],
  ['pods in shop', 'pods in shop'],
  ['top pods', 'pods memory'],
  ['top pods by cpu in prod-weu', 'pods in prod-weu cpu'],
  ['kubectl get pods -n shop', 'pods ns=shop'],
  ['kubectl get po -A', 'pods'],
  ['kubectl get pods --all-namespaces', 'pods'],
  ['pods payments-api', 'pods payments-api'],
  ['pending pods in prod-weu', 'pods in prod-weu pending'],
  ['which pods are failing', 'pods troubled'],
  // Not a change: nobody asked to restart "most", or to set the memory of "eating".
  ['which pods restart the most in prod-weu', 'pods in prod-weu restarts'],
  ['whats eating memory in prod-weu', 'pods in prod-weu memory'],
  ['high memory in prod-weu', 'pods in prod-weu'],
  ['memory usage prod-weu', 'pods prod-weu'],
  ['k get pods -n payments', 'pods ns=payments'],
  ['which nodes are full', 'nodes memory'],
  ['nodes low on disk in prod-weu', 'nodes prod-weu troubled'],
  ['health of everything', 'clusters'],
  ['whats wrong with my clusters', 'clusters'],
  ['errors in checkout-api last 2 hours', 'logs errors in checkout-api last 2h'],
  ['errors in checkout-api', 'why Failing in checkout-api'],
  ['logs checkout-api 30 minutes', 'logs checkout-api last 30m'],
  ['pods on aks-user-12-vmss000001', 'pods in aks-user-12-vmss000001'],
  // The words of the views are still words of other questions.
  ['why are pods pending in shop', 'why Pending pod in shop'],
  ['use all clusters', 'use nothing'],
  ['kubectl logs payments-api -c api', 'logs payments-api container=api'],
  ['kubectl get deploy payments-api -o yaml', 'show yaml deployment payments-api'],
];

describe('the monitoring views, as people type them', () => {
  it.each(sentences)('hears %j as %j', (said, understood) => {
    expect(heard(said)).toBe(understood);
    expect(heard(understood)).toBe(understood);
  });

  it.each([
    ['clustres', '? clusters'],
    ['pods pendig in shop', '? pods in shop pending'],
  ])('asks about %j with %j', (said, suggested) => {
    expect(heard(said)).toContain(suggested);
  });
});
