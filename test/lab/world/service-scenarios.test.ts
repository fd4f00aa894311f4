import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

interface Endpoints {
  metadata: { name: string; labels?: Record<string, string> };
  subsets?: { addresses?: { targetRef: { name: string } }[]; notReadyAddresses?: { targetRef: { name: string } }[] }[];
  endpoints?: { conditions: { ready: boolean }; targetRef: { name: string } }[];
}

/** Names behind a service: ready ones and others, as Endpoints and as slices have them. */
function behind(seen: ReturnType<typeof observe>, service: string) {
  const endpoints = (seen.objects('endpoints') as unknown as Endpoints[]).find((it) => it.metadata.name === service);
  const slice = (seen.objects('endpointslices') as unknown as Endpoints[]).find(
    (it) => it.metadata.labels?.['kubernetes.io/service-name'] === service,
  );
  const names = (list: { targetRef: { name: string } }[] | undefined) =>
    (list ?? []).map((it) => it.targetRef.name).sort();
  return {
    ready: names(endpoints?.subsets?.[0]?.addresses),
    others: names(endpoints?.subsets?.[0]?.notReadyAddresses),
    sliceReady: names(slice?.endpoints?.filter((it) => it.conditions.ready)),
    sliceOthers: names(slice?.endpoints?.filter((it) => !it.conditions.ready)),
  };
}

const unready = [
  {
    scenario: 'probe-wrong-port',
    workload: 'checkout-api',
    serving: 3,
    failing: 1,
    said: /^Readiness probe failed: Get "http:\/\/[\d.]+:8081\/healthz": dial tcp [\d.]+:8081: connect: connection refused$/,
  },
  {
    scenario: 'failed-rollout',
    workload: 'storefront',
    serving: 4,
    failing: 3,
    said: /^Readiness probe failed: HTTP probe failed with statuscode: 500$/,
  },
] as const;

describe.each(unready)('the scenario $scenario', ({ scenario, workload, serving, failing, said }) => {
  const seen = observe(scenario);
  const pods = seen.pods(workload);
  const broken = pods.filter((it) => !it.status.containerStatuses?.[0]?.ready).map((it) => it.metadata.name);

  it('has pods that run and are not ready, beside old ones that serve', () => {
    expect([pods.length - broken.length, broken.length]).toEqual([serving, failing]);
    expect(pods.every((it) => it.status.phase === 'Running' && it.status.containerStatuses?.[0]?.state.running)).toBe(
      true,
    );
  });

  it('says by the same events why', () => {
    const events = seen.events().filter((it) => broken.includes(it.involvedObject.name) && it.type === 'Warning');
    const rows = seen.rows('KubeEvents', later(-20), now).filter((row) => broken.includes(String(row.Name)));

    expect(new Set(events.map((it) => it.reason))).toEqual(new Set(['Unhealthy']));
    expect(events.every((it) => said.test(it.message))).toBe(true);
    expect(new Set(rows.map((row) => row.Message))).toEqual(new Set(events.map((it) => it.message)));
  });

  it('keeps them out of the service', () => {
    const { ready, others, sliceReady, sliceOthers } = behind(seen, workload);

    expect(others).toEqual([...broken].sort());
    expect([ready, others]).toEqual([sliceReady, sliceOthers]);
    expect(ready).toHaveLength(serving);
  });

  it('has a roll-out that passed its deadline, and as many ready replicas in the metrics', () => {
    const deployment = seen.objects('deployments').find((it) => it.metadata.name === workload);
    const metrics = seen
      .rows('InsightsMetrics', later(-3), now)
      .filter((row) => JSON.parse(String(row.Tags)).deployment === workload);

    expect(deployment?.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }),
    );
    expect(deployment?.status).toMatchObject({ updatedReplicas: failing, readyReplicas: serving });
    expect(new Set(metrics.map((row) => row.Val))).toEqual(new Set([serving]));
  });
});

describe('the scenario probe-wrong-port', () => {
  it('has a process that says where it listens', () => {
    const seen = observe('probe-wrong-port');
    const [broken] = seen.pods('checkout-api').filter((it) => !it.status.containerStatuses?.[0]?.ready);
    const name = broken?.metadata.name ?? '';
    const collected = seen.rows('ContainerLogV2', later(-60), now).filter((row) => row.PodName === name);

    expect(seen.log(name, false)?.[0]).toMatch(/listening on port 8080$/);
    expect(collected.map((row) => row.LogMessage)).toContain(seen.log(name, false)?.[0]);
  });
});

describe('the scenario service-selector', () => {
  const seen = observe('service-selector');

  it('has ready pods and a service that leads to none of them', () => {
    expect(seen.pods('cart').map((it) => it.status.containerStatuses?.[0]?.ready)).toEqual([true, true]);
    expect(behind(seen, 'cart')).toEqual({ ready: [], others: [], sliceReady: [], sliceOthers: [] });
    expect(behind(observe('healthy'), 'cart').ready).toHaveLength(2);
  });

  it('leaves the inventory without the name of a service for these pods, and for no other pod that serves', () => {
    const named = (name: string, controller: string) =>
      observe(name)
        .rows('KubePodInventory', later(-2), now)
        .filter((row) => String(row.ControllerName).startsWith(controller))
        .map((row) => row.ServiceName);

    expect(new Set(named('service-selector', 'cart-'))).toEqual(new Set(['']));
    expect(new Set(named('service-selector', 'storefront-'))).toEqual(new Set(['storefront']));
    expect(new Set(named('healthy', 'cart-'))).toEqual(new Set(['cart']));
  });

  it('shows in the logs of who calls it, by API and workspace, and nowhere in events', () => {
    const [caller] = seen.pods('storefront');
    const collected = seen
      .rows('ContainerLogV2', later(-15), now)
      .filter((row) => row.PodName === caller?.metadata.name);
    const refused = /ERROR GET http:\/\/cart\.shop\/items failed: connect ECONNREFUSED/;

    expect(seen.log(caller?.metadata.name ?? '', false)?.some((it) => refused.test(it))).toBe(true);
    expect(collected.some((row) => refused.test(String(row.LogMessage)) && row.LogLevel === 'error')).toBe(true);
    expect(seen.events().filter((it) => it.type === 'Warning')).toEqual([]);
  });
});
