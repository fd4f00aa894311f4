import { describe, expect, it } from 'vitest';
import { clusterHealthCard } from '../../src/cards/cluster-health.ts';
import { diagnosisCard } from '../../src/cards/diagnosis.ts';
import { imageCard } from '../../src/cards/image.ts';
import { activityBytes, budgetBytes } from '../../src/cards/measure.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { hostile, hostileText } from '../../src/lab/gallery/hostile.ts';
import type { Card } from '../../src/model/card.ts';
import type { ClusterRef, Subject } from '../../src/model/subject.ts';
import { clusterHealth } from '../../src/monitoring/views/index.ts';
import { scanImage } from '../../src/security/scan-image.ts';
import { type Said, type Seen, useStubAzure } from '../azure/stub-azure.ts';
import { partsOf, partsOfType, textOf } from './card-parts.ts';

const stub = useStubAzure();
const now = new Date('2026-11-25T03:00:00Z');
const window = { from: new Date('2026-11-24T21:00:00Z'), to: now };
const at = '2026-11-25T02:58:00Z';
const id =
  '/subscriptions/5f1d3b8e-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c';

const kubeconfig = `
current-context: c
clusters: [{ name: c, cluster: { server: 'https://c.hcp.azmk8s.io:443' } }]
users: [{ name: me, user: { token: t } }]
contexts: [{ name: c, context: { cluster: c, user: me } }]
`;

/** Azure and Kubernetes in which every name and every message is `text`. */
function everythingIs(text: string): { cluster: ClusterRef; subject: Subject } {
  // What becomes part of an address can be no half character.
  const name = text.slice(0, 1_000).toWellFormed();
  const metadata = { name, namespace: name, uid: text, creationTimestamp: at };
  const ended = { reason: 'OOMKilled', exitCode: 137, message: text, finishedAt: at };
  const status = { name: text, image: text, imageID: text, ready: false, restartCount: 7 };
  const pod = {
    metadata,
    spec: { nodeName: text, containers: [{ name: text, resources: { limits: { memory: '256Mi' } } }] },
    status: {
      phase: text,
      reason: text,
      message: text,
      containerStatuses: [
        { ...status, state: { waiting: { reason: text, message: text } }, lastState: { terminated: ended } },
      ],
    },
  };
  const conditions = [{ type: `${text}Pressure`, status: 'True', reason: text, message: text, lastTransitionTime: at }];
  const node = { metadata, status: { conditions, allocatable: { memory: '8Gi' } } };
  const event = {
    metadata,
    reason: 'OOMKilling',
    message: text,
    type: text,
    involvedObject: { kind: 'Node', name: text },
    lastTimestamp: at,
  };
  const items = (path: string) =>
    path.endsWith('/pods') ? [pod] : path.endsWith('/nodes') ? [node] : path.endsWith('/events') ? [event] : [];
  const alert = {
    id,
    properties: {
      alertDisplayName: text,
      severity: 'High',
      status: 'Active',
      startTimeUtc: at,
      timeGeneratedUtc: at,
      resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: id }],
    },
  };
  const cves = JSON.stringify([{ CveId: text, Severity: text, Cvss: [], FixedVersion: text, PublishedDate: text }]);
  const row = {
    ...{ title: text, severity: text, since: at, tier: text },
    ...{
      status: 'Unhealthy',
      software: text,
      installed: JSON.stringify([text]),
      fixedIn: text,
      cvss: text,
      cves,
      evaluatedAt: text,
      at: text,
    },
    ...{ cause: text, cve: text, package: text, publishedAt: text },
  };
  const managed = {
    id,
    name: text,
    location: text,
    properties: { kubernetesVersion: text, provisioningState: text, powerState: { code: text } },
  };
  const upgrades = {
    properties: {
      controlPlaneProfile: { kubernetesVersion: text, osType: 'Linux', upgrades: [{ kubernetesVersion: text }] },
      agentPoolProfiles: [],
    },
  };
  const answer = ({ path, method }: Seen): Said => {
    if (path.endsWith('/listClusterUserCredential'))
      return { body: { kubeconfigs: [{ name: 'u', value: Buffer.from(kubeconfig).toString('base64') }] } };
    if (path.endsWith('/resources'))
      return { body: { totalRecords: 1, count: 1, resultTruncated: 'false', data: [row], facets: [] } };
    if (path.endsWith('/alerts')) return { body: { value: [alert] } };
    if (path.endsWith('/upgradeProfiles/default')) return { body: upgrades };
    if (path === id) return { body: managed };
    if (path.endsWith('/log')) return { body: text, headers: { 'content-type': 'text/plain' } };
    if (path.endsWith('/query')) return { status: 403, body: { error: { code: text, message: text } } };
    return method === 'GET' ? { body: { metadata: {}, items: items(path) } } : { status: 404 };
  };
  stub.says(answer);
  const cluster = {
    id,
    name: text,
    subscriptionId: '5f1d3b8e-0000-4000-8000-000000000001',
    resourceGroup: text,
    location: text,
    environment: text,
  };
  return { cluster, subject: { cluster, kind: 'Pod', namespace: name, name } };
}

/** What must hold of a card whatever was read. */
function expectHarmless({ json, summary }: Card): void {
  const whole = `${JSON.stringify(json)}${summary}`;
  const markdown = partsOfType(json, /^(TextBlock|FactSet|Fact)$/).map((part) => JSON.stringify(part));
  const urls = partsOf(json).flatMap(({ url }) => (typeof url === 'string' ? [url] : []));

  expect(markdown.filter((part) => /bold|evil\.example|<img|subject\.name|safe/.test(part))).toEqual([]);
  expect(urls.filter((url) => !url.startsWith('https://portal.azure.com/'))).toEqual([]);
  expect(whole).not.toMatch(/<\s*\/?\s*at\b/i);
  expect(whole).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]at|[\u202a-\u202e\u2066-\u2069]|\\u00[01]|\$\{|\{\{/);
  expect(whole).not.toMatch(/\bnull\b|\bundefined\b|\[object|NaN|Invalid Date/);
  expect(whole.isWellFormed()).toBe(true);
  expect(partsOf(json).filter((part) => 'entities' in part || part.type === 'Action.Submit')).toEqual([]);
  expect(activityBytes(json)).toBeLessThan(budgetBytes);
}

describe.each([...Object.entries(hostile), ['all of it', hostileText], ['very much', `${hostileText} `.repeat(400)]])(
  'an Azure in which every name is %s',
  (_, text) => {
    it('makes a harmless card of cluster health', async () => {
      const { cluster } = everythingIs(text);
      const health = await clusterHealth(stub.azure(), cluster, window);

      expect([health.pods, health.nodes, health.alerts, health.version].filter((it) => it === undefined)).toEqual([]);
      expectHarmless(
        clusterHealthCard(health, { now, buttons: [{ title: `Why ${text}`, verb: 'why', id: 'k3v9q2aa' }] }),
      );
    });

    it('makes a harmless card of a diagnosis', async () => {
      const { subject } = everythingIs(text);
      const diagnosis = await diagnose(stub.azure(), subject, undefined, window);

      expect(diagnosis.findings.length).toBeGreaterThan(0);
      const card = diagnosisCard(diagnosis, { now, buttons: [] });
      expectHarmless(card);
      expect(textOf(card.json)).toContain('OOM');
    });

    it('makes a harmless card of an image', async () => {
      everythingIs(text);
      const manifest = {
        loginServer: text,
        repository: text,
        digest: text,
        tags: [text],
        createdOn: now,
        lastUpdatedOn: now,
        readable: true,
      };
      const place = {
        cluster: text,
        namespace: text,
        workload: text,
        kind: text,
        pod: text,
        image: { repository: text, digest: text },
      };
      const running = {
        evidence: { value: [place], source: { service: 'Kubernetes API', detail: text } as const, at: now },
        gaps: [],
      };
      const report = await scanImage(stub.azure(), { registryId: id, manifest, tag: text }, running, now);

      expect(report.scan?.value.vulnerabilities).toHaveLength(1);
      expectHarmless(imageCard(report, { now, buttons: [] }));
    });
  },
);
