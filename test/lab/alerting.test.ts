import { expect, it } from 'vitest';
import { alertmanager } from '../../src/incidents/sources/alertmanager.ts';
import { azureMonitor } from '../../src/incidents/sources/azure-monitor.ts';
import { eventAlerts } from '../../src/lab/alerting/event-alerts.ts';
import { postsOf } from '../../src/lab/alerting/posts-of.ts';
import { pushEvents } from '../../src/lab/alerting/push-events.ts';
import { ruleAlerts } from '../../src/lab/alerting/rule-alerts.ts';
import { scenarios } from '../../src/lab/scenarios/index.ts';
import { createWorld } from '../../src/lab/world/world.ts';

const now = new Date('2026-11-25T03:00:10Z');

it.each([
  ['crash-bad-config', ['KubePodCrashLooping in payments of prod-weu: ledger-']],
  ['pending-taint', ['KubePodNotReadyByController in shop of staging-weu: storefront-']],
  ['node-not-ready', ['KubeNodeNotReady in prod-weu: aks-user-']],
  ['quota-refusal', ['Kubernetes warnings in shop of prod-weu: catalog-search-']],
  [
    'network-delay',
    ['payments of prod-weu: ledger', 'payments of prod-weu: payments-api', 'shop of prod-weu: checkout-api'],
  ],
  ['healthy', []],
])('the scenario %s fires what the rules of a real company would, and no more', (name, wanted) => {
  const world = createWorld({ now, quiet: true });
  scenarios.find((it) => it.name === name)?.apply(world);

  const firing = [...ruleAlerts(world, now), ...eventAlerts(world, now)];

  const told = [undefined, now].flatMap((resolvedAt) => postsOf(firing, resolvedAt).map(read));
  const [begun, over] = ['firing', 'resolved'].map((status) => told.flat().filter((it) => it.status === status));
  const places = begun?.map(({ labels }) => {
    const { alertname, namespace, cluster, pod, workload, node } = labels;
    return `${alertname} in ${namespace ? `${namespace} of ` : ''}${cluster}: ${workload ?? pod ?? node}`;
  });
  expect(places?.sort()).toEqual(wanted.map((it) => expect.stringContaining(it)));
  expect(over?.map(({ identity }) => identity)).toEqual(begun?.map(({ identity }) => identity));
});

it('an image that was just rolled out was pushed before', () => {
  const world = createWorld({ now, quiet: true });
  scenarios.find((it) => it.name === 'crash-bad-config')?.apply(world);

  expect([...pushEvents(world, now).keys()]).toEqual(['contoso.azurecr.io/ledger:4.1.0']);
});

/** What a source reads of a body. */
function read({ source, body }: { source: string; body: unknown }) {
  return source === 'alertmanager'
    ? alertmanager.parse(body, { now, config: { severities: {} } })
    : azureMonitor.parse(body, { now, config: {} });
}
