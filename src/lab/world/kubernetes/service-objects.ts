import { hasAddress, podReady } from '../container-run.ts';
import type { Cluster, Pod } from '../estate.ts';
import type { Service } from '../namespaced.ts';
import { seededHex, seedOf } from '../seeded.ts';
import { selects } from '../service-pods.ts';
import type { KubeObject } from './metadata.ts';
import { namespacedMetadata } from './namespaced-metadata.ts';

/** A Service as the API server gives it. */
export function serviceObject(cluster: Cluster, service: Service): KubeObject {
  const seed = seedOf(`${cluster.name}/${service.namespace}/${service.name}`);
  const clusterIP = `10.0.${seed % 250}.${4 + (seed % 240)}`;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: namespacedMetadata(cluster, 'Service', service),
    spec: {
      type: 'ClusterIP',
      clusterIP,
      clusterIPs: [clusterIP],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      selector: service.selector,
      ports: [{ ...portOf(service), port: service.port, targetPort: service.targetPort }],
    },
    status: { loadBalancer: {} },
  };
}

/** The Endpoints of a Service: its selector's pods, the ready ones apart from the others. */
export function endpointsObject(cluster: Cluster, service: Service, pods: Pod[], at: Date): KubeObject {
  const selected = selectedPods(service, pods);
  const address = (pod: Pod) => ({ ip: pod.ip, nodeName: pod.node.name, targetRef: targetRef(pod) });
  const ready = selected.filter((pod) => podReady(pod, at)).map(address);
  const others = selected.filter((pod) => !podReady(pod, at)).map(address);
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: namespacedMetadata(cluster, 'Endpoints', service),
    // A service that selects no pod has Endpoints without subsets.
    ...(selected.length > 0 && {
      subsets: [
        {
          ...(ready.length > 0 && { addresses: ready }),
          ...(others.length > 0 && { notReadyAddresses: others }),
          ports: [{ ...portOf(service), port: service.targetPort }],
        },
      ],
    }),
  };
}

/** The EndpointSlice of a Service. */
export function endpointSliceObject(cluster: Cluster, service: Service, pods: Pod[], at: Date): KubeObject {
  const name = `${service.name}-${seededHex(`slice/${cluster.name}/${service.namespace}/${service.name}`, 5)}`;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...namespacedMetadata(cluster, 'EndpointSlice', { ...service, name }),
      labels: { 'kubernetes.io/service-name': service.name },
    },
    addressType: 'IPv4',
    endpoints: selectedPods(service, pods).map((pod) => {
      const ready = podReady(pod, at);
      return {
        addresses: [pod.ip],
        conditions: { ready, serving: ready, terminating: pod.deletedAt !== undefined && pod.deletedAt <= at },
        nodeName: pod.node.name,
        zone: pod.node.zone,
        targetRef: targetRef(pod),
      };
    }),
    ports: [{ ...portOf(service), port: service.targetPort }],
  };
}

/** Pods that a service selects and that have an address. */
function selectedPods(service: Service, pods: Pod[]): Pod[] {
  return pods.filter((pod) => hasAddress(pod) && !pod.evicted && selects(service, pod));
}

const targetRef = (pod: Pod) => ({ kind: 'Pod', name: pod.name, namespace: pod.workload.namespace, uid: pod.uid });

const portOf = ({ protocol }: Service) => (protocol ? { name: 'dns', protocol } : { name: 'http', protocol: 'TCP' });
