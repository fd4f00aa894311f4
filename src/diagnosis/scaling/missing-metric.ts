import type { ObjectRef } from '../../model/finding.ts';
import type { Workload } from '../situation/workload.ts';

/** Why an autoscaler has no metric, by the controller's words and the workload's requests, and what to do; both in words. */
export function missingMetric(
  said: string,
  workload: Workload | undefined,
  ref: ObjectRef,
): { why: string; next: string } {
  const unasked = /missing request for (\w+)(?: in container ([\w.-]+))?/.exec(said);
  if (unasked) {
    const [, resource = 'cpu', named] = unasked;
    const container = named ?? withoutRequest(workload, resource);
    const whose = workload?.name ?? ref.name;
    return {
      why: `container ${container ?? 'of it'} requests no ${resource}, so its use has no share`,
      next: `Set resources.requests.${resource} of container ${container ?? whose} in ${whose}: kubectl set resources ${workload?.kind.toLowerCase() ?? 'deployment'} ${whose} -n ${ref.namespace}${container ? ` -c ${container}` : ''} --requests=${resource}=100m, with its real use.`,
    };
  }
  const api = /(external|custom)(?: metrics API|\.metrics\.k8s\.io)/.exec(said)?.[1];
  if (api)
    return {
      why: `the API of ${api} metrics does not give it`,
      next: `See whether its adapter (KEDA, or the Prometheus adapter) runs and knows the metric: kubectl get apiservice v1beta1.${api}.metrics.k8s.io.`,
    };
  if (/metrics\.k8s\.io|resource metrics API/.test(said))
    return {
      why: 'the resource metrics API does not answer',
      next: 'Look at metrics-server: kubectl get apiservice v1beta1.metrics.k8s.io, and kubectl get pods -n kube-system -l k8s-app=metrics-server.',
    };
  return {
    why: 'no pod of it gives one',
    next: `See what the autoscaler reads: kubectl describe hpa ${ref.name} -n ${ref.namespace}, and kubectl top pods -n ${ref.namespace}.`,
  };
}

function withoutRequest(workload: Workload | undefined, resource: string): string | undefined {
  return workload?.template.spec?.containers.find(({ resources }) => {
    return !resources?.requests?.[resource] && !resources?.limits?.[resource];
  })?.name;
}
