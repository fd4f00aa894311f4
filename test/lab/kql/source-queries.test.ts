import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { clustersOf, registriesOf } from '../../../src/azure/estate.ts';
import { promql } from '../../../src/azure/promql.ts';
import { subscriptionNames } from '../../../src/azure/subscription-names.ts';
import { subscriptionsOf } from '../../../src/azure/subscriptions-of.ts';
import { clusterTarget, otherTargets } from '../../../src/commands/baseline-work/baseline-target.ts';
import { actionGroupIn } from '../../../src/commands/query-work/action-group.ts';
import { ruleOfQuery } from '../../../src/commands/query-work/rule-call.ts';
import { inventoryNames } from '../../../src/diagnosis/inventory-names.ts';
import { UpstreamError, UserError } from '../../../src/errors.ts';
import { allFindings } from '../../../src/evidence/images/all-findings.ts';
import { containersPlanIsOn } from '../../../src/evidence/images/defender-plan.ts';
import { individualFindings } from '../../../src/evidence/images/image-findings.ts';
import { inventoryRuns } from '../../../src/evidence/images/inventory-runs.ts';
import { legacyFindings } from '../../../src/evidence/images/legacy-image-findings.ts';
import { ownerTags } from '../../../src/evidence/images/owner-tags.ts';
import { repositoryEvents } from '../../../src/evidence/images/repository-events.ts';
import * as collectors from '../../../src/evidence/index.ts';
import { writtenLines } from '../../../src/evidence/workspace/written-lines.ts';
import { kubeAudit } from '../../../src/evidence/writes/kube-audit.ts';
import { aksMaintenance } from '../../../src/incidents/sources/aks-maintenance.ts';
import { analyse } from '../../../src/lab/kql/execute.ts';
import { graphDatabase } from '../../../src/lab/world/graph/graph-database.ts';
import { workspaceDatabase } from '../../../src/lab/world/tables/workspace-database.ts';
import type { Subject } from '../../../src/model/subject.ts';
import * as saved from '../../../src/monitoring/queries/index.ts';
import { isCollected } from '../../../src/monitoring/saved-queries/is-collected.ts';
import { baselineAlerts } from '../../../src/monitoring/views/baseline-alerts.ts';
import { clusters } from '../../../src/monitoring/views/clusters.ts';
import { controllers } from '../../../src/monitoring/views/controllers.ts';
import { nodes } from '../../../src/monitoring/views/nodes.ts';
import { pods } from '../../../src/monitoring/views/pods.ts';
import { savedQuery } from '../../../src/monitoring/views/saved-query.ts';
import { ruleScope } from '../../../src/remediation/arm/rule-scope.ts';
import { alertTarget } from '../../../src/remediation/monitor-rules/alert-target.ts';
import { readInventory } from '../../../src/security/inventory/read-inventory.ts';
import { keyVersion } from '../../../src/security/posture/key-vault-key.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureReading } from '../../../src/security/posture/posture-reading.ts';
import { lookedAtTypes, practices } from '../../../src/security/posture/practices.ts';
import { readPosture } from '../../../src/security/posture/read-posture.ts';
import { readRecommendations } from '../../../src/security/posture/read-recommendations.ts';
import { readResources } from '../../../src/security/posture/read-resources.ts';
import { readSecureScores } from '../../../src/security/posture/read-secure-scores.ts';
import { useLabAzure } from '../../contract/lab-azure.ts';

const source = resolve(import.meta.dirname, '../../../src');
const kinds: Subject['kind'][] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Pod',
  'Node',
  'Namespace',
  'Cluster',
];
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Where a kql tag stands, and what it writes between its values. */
const tags = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('lab'))
  .flatMap((path) =>
    [...readFileSync(join(source, path), 'utf8').matchAll(/\b(?:kql|graphKql)`((?:\$\{`[^`]*`\}|[^`\\]|\\.)*)`/g)].map(
      ({ index, 1: text = '' }) => ({
        place: `${path} at ${index}`,
        pieces: text.split(/\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}/).map(plain),
      }),
    ),
  );

const lab = useLabAzure();
const asked = { 'log-analytics': new Set<string>(), 'resource-graph': new Set<string>() };

beforeAll(async () => {
  const { connect, running } = lab();
  const azure = connect();
  const stop = running.requests.onDone(({ api, kql }) => {
    if (kql !== undefined && (api === 'log-analytics' || api === 'resource-graph')) asked[api].add(kql);
  });
  const now = new Date();
  const window = { from: new Date(now.getTime() - 3_600_000), to: now };
  const [cluster] = await clustersOf(azure);
  if (!cluster) throw new Error('the range has no cluster');
  const subjects = kinds.map(
    (kind): Subject => ({ cluster, kind, namespace: kind === 'Cluster' ? '' : 'payments', name: "a'b" }),
  );
  await settled([
    registriesOf(azure),
    subscriptionsOf(azure),
    subscriptionNames(azure),
    readSecureScores(azure),
    readRecommendations(azure, cluster.id),
    aksMaintenance.poll(azure, undefined, { now, config: { everySeconds: 300 } }),
    azure.prometheus.range(cluster, promql`up`, window, 60),
    containersPlanIsOn(azure, cluster.subscriptionId),
    inventoryNames(azure, cluster, now),
  ]);
  await settled([
    ...(subjects[0] ? [kubeAudit.collect(azure, subjects[0], window)] : []),
    ruleScope(azure, '/subscriptions/a/no-such-thing'),
  ]);
  const digest = 'sha256:0';
  const faults = { rows: 0, homeless: 0, missing: {} };
  await settled([
    individualFindings(azure, digest, now),
    legacyFindings(azure, digest, now),
    allFindings(azure, { after: digest, top: 1_000, faults }).next(),
    inventoryRuns(azure, cluster, { ownerLabels: ['team'], now }),
    ownerTags(azure, ['owner']),
    repositoryEvents(azure, [cluster], { loginServer: 'contoso.azurecr.io', digest, now }),
  ]);
  // Some ask the workspace only where the Kubernetes API does not answer.
  running.faults.set('kubernetes', { status: 403 });
  for (const subject of subjects) {
    await settled(Object.values(collectors).map((it) => it.collect(azure, subject, window)));
  }
  const [subject] = subjects;
  const those = [{}, { container: 'api' }, { pod: 'a-1', container: 'api' }, { containing: "it's" }];
  if (subject) await settled(those.map((it) => writtenLines(azure, subject, it, window)));
  const asks = Object.values(saved).flatMap((it) =>
    it.of === 'cluster' ? [{ it }] : [{ it }, { it, namespace: "a'b" }],
  );
  await settled([
    ...asks.map(({ it, namespace }) => savedQuery(azure, it, { cluster, namespace, window })),
    ...Object.values(saved).map(({ table }) => isCollected(azure, cluster, table, window)),
    otherTargets(azure, 'contoso'),
    alertTarget(azure, '/subscriptions/a/no-such-thing'),
    baselineAlerts(azure, clusterTarget(cluster), now),
    actionGroupIn(cluster.subscriptionId, 'oncall', { azure }),
  ]);
  for (const it of Object.values(saved).filter(({ chart }) => chart)) {
    const { input } = ruleOfQuery(it, { subject: subjectIn(cluster), namespace: undefined }, { threshold: 9 });
    asked['log-analytics'].add(String(input.query));
  }
  // Still without the Kubernetes API, so that the tables are asked for what it would tell.
  const all = await clustersOf(azure);
  const seen = { seen: async <T>(it: T[]) => it, narrow: <T>(it: T[]) => it, now };
  await settled([
    readInventory(azure, { now, ownerTags: ['owner'] }),
    clusters(azure, { whole: all, part: [], ...seen }),
    clusters(azure, { whole: [], part: all, ...seen }),
    ...subjects.flatMap((it) => [nodes(azure, it.cluster, now), controllers(azure, it, now), pods(azure, it, now)]),
  ]);
  const { resources } = await readResources(azure, lookedAtTypes);
  const looking = postureReading({ azure, config: postureConfig.parse({}), now });
  await settled([
    readResources(azure, lookedAtTypes, { id: cluster.id }),
    readPosture(looking, practices, resources, { closely: false }),
    keyVersion(looking, 'https://kv.vault.azure.net/keys/a'),
  ]);
  stop();
});

const subjectIn = (cluster: Subject['cluster']): Subject => ({ cluster, kind: 'Cluster', namespace: '', name: 'c' });

/** What the range cannot answer about made-up names is no concern here: the texts were sent. */
async function settled(answers: Promise<unknown>[]): Promise<void> {
  for (const answer of await Promise.allSettled(answers)) {
    if (answer.status === 'rejected' && !(answer.reason instanceof UpstreamError || answer.reason instanceof UserError))
      throw answer.reason;
  }
}

describe('every KQL text in src', () => {
  it('is found', () => {
    expect(tags.length).toBeGreaterThan(10);
  });

  it.each(tags)('is sent: $place', ({ pieces }) => {
    const sent = [...asked['log-analytics'], ...asked['resource-graph']].map(plain);

    expect(sent.some((text) => pieces.every((piece) => text.includes(piece)))).toBe(true);
  });

  it('is analysed without diagnostics in Log Analytics', () => {
    const { world } = lab();
    const [workspace] = world.workspaces;
    if (!workspace) throw new Error('the range has no workspace');
    const database = workspaceDatabase(world, workspace, new Date());

    for (const text of asked['log-analytics'])
      expect([text, analyse(text, database, 'log-analytics')]).toEqual([text, []]);
  });

  it('is analysed without diagnostics in Resource Graph', () => {
    const database = graphDatabase(lab().world, new Date());

    for (const text of asked['resource-graph'])
      expect([text, analyse(text, database, 'resource-graph')]).toEqual([text, []]);
  });
});
