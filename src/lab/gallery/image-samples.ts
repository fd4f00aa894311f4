import { imageCard } from '../../cards/image.ts';
import type { RunningPlace, Vulnerability } from '../../model/image.ts';
import type { ImageEvent } from '../../model/image-event.ts';
import type { ImageReport } from '../../model/image-report.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile.ts';
import { before, now, press, type Sample } from './sample.ts';

const found = (
  cve: string,
  severity: Vulnerability['severity'],
  cvss: number,
  more: Partial<Vulnerability> = {},
): Vulnerability => ({
  cve,
  severity,
  cvss,
  package: 'openssl',
  installed: ['3.0.11-1~deb12u2'],
  knownExploited: false,
  exploitable: false,
  ...more,
});
const vulnerabilities: Vulnerability[] = [
  found('CVE-2026-21441', 'Critical', 9.8, { knownExploited: true, exploitable: true, fixedIn: '3.0.15-1~deb12u1' }),
  found('CVE-2026-10013', 'Critical', 9.1, {
    exploitable: true,
    package: 'libexpat1',
    installed: ['2.5.0-1'],
    fixedIn: '2.5.0-1+deb12u1',
  }),
  found('CVE-2025-48174', 'High', 8.1, { package: 'lodash', installed: ['4.17.15', '4.17.20'], fixedIn: '4.17.21' }),
  found('CVE-2025-7783', 'High', 7.5, { package: 'form-data', installed: ['2.3.3'] }),
  found('CVE-2025-1390', 'High', 7.1, { package: 'libcap2', installed: ['1:2.66-4'], isFixUnknown: true }),
  ...Array.from({ length: 13 }, (_, i) => found(`CVE-2024-30${i + 10}`, i < 9 ? 'Medium' : 'Low', 5 - i / 10)),
];
const places: RunningPlace[] = [
  {
    cluster: 'prod-weu',
    namespace: 'payments',
    workload: 'payments-api',
    kind: 'Deployment',
    pods: 3,
    since: before(13 * 1440),
  },
  {
    cluster: 'prod-neu',
    namespace: 'payments',
    workload: 'payments-api',
    kind: 'Deployment',
    pods: 1,
    since: before(300),
  },
];
const heard = (text?: string): ImageEvent => ({
  ...{ registry: 'contosoprod.azurecr.io', repository: 'payments-api', digest: 'sha256:9f2c' },
  ...{ tag: text ?? '1.8', action: 'push', at: before(16 * 1440), source: 'event-grid' },
  ...{ by: text ?? 'release-pipeline', client: text ?? 'docker/27.3.1' },
});
const usual: ImageReport = {
  registry: 'contosoprod.azurecr.io',
  repository: 'payments-api',
  tag: '1.8',
  digest: 'sha256:9f2c1f0be4d7a6b35a1a8d0f8f7e1d2c3b4a59687766554433221100ffeeddcc',
  tags: ['1.8', 'stable'],
  pushedAt: before(16 * 1440),
  scan: {
    value: { vulnerabilities, lastScannedAt: before(420), form: 'individual' },
    source: { service: 'Resource Graph', detail: 'securityresources' },
    at: before(1),
  },
  trend: { digest: 'sha256:1', tag: '1.7', pushedAt: before(30 * 1440), fresh: 2, fixed: 7, unchanged: 16 },
  origin: {
    value: {
      ...{
        imported: { at: before(16 * 1440), by: 'release-pipeline' },
        pulled: { at: before(50), times: 31 },
        days: 30,
      },
    },
    source: { service: 'Log Analytics', detail: 'ContainerRegistryRepositoryEvents' },
    at: before(1),
  },
  heard: [heard()],
  counts: { Critical: 2, High: 3, Medium: 9, Low: 4, Unknown: 0 },
  fixable: 3,
  running: { value: places, source: { service: 'Log Analytics', detail: 'KubePodInventory' }, at: before(2) },
  verdict: {
    level: 'attention',
    sentence: '1 finding is exploited in the wild, and the image runs in production (4 pods)',
  },
  suggestions: [
    { text: 'Rebuild on a base image with openssl 3.0.15-1~deb12u1 or later, and roll both workloads to it.' },
  ],
  gaps: [],
};
const clean: ImageReport = {
  ...usual,
  scan: {
    value: { vulnerabilities: [], lastScannedAt: before(420), form: 'individual' },
    source: { service: 'Resource Graph', detail: 'securityresources' },
    at: before(1),
  },
  counts: { Critical: 0, High: 0, Medium: 0, Low: 0, Unknown: 0 },
  fixable: 0,
  running: { value: [], source: { service: 'Log Analytics', detail: 'KubePodInventory' }, at: before(2) },
  verdict: { level: 'good', sentence: 'No findings in payments-api:1.8, scanned 7 h ago' },
  suggestions: [],
};
const { scan: _scan, running: _running, pushedAt: _pushed, ...unread } = clean;
const never: ImageReport = {
  ...unread,
  running: { value: places, source: { service: 'Log Analytics', detail: 'KubePodInventory' }, at: before(2) },
  verdict: { level: 'warning', sentence: 'payments-api:1.8 was never scanned, and runs in 4 pods' },
  unscannedWhy: {
    why: 'It was pushed before the Defender for Containers plan was on, and not pulled since.',
    next: 'Push it again, or pull it once: either starts a scan.',
  },
};
const titles = ['Roll payments-api to 1.8.1', 'Roll payments-worker to 1.8.1', 'Ask for an exception'];
const buttons = [...titles, 'What changed', 'Lock it', 'Look again'].map((title) => press(title));
const card = (report: ImageReport) => imageCard(report, { now, buttons });

/** The image card's samples. */
export const imageSamples: Sample[] = [
  { card: 'image', sample: 'usual', make: () => card(usual) },
  { card: 'image', sample: 'clean', make: () => card(clean) },
  { card: 'image', sample: 'never scanned', make: () => card(never) },
  {
    card: 'image',
    sample: 'error',
    make: () =>
      card({
        ...unread,
        verdict: { level: 'unknown', sentence: 'Findings for payments-api:1.8 could not be read' },
        gaps,
      }),
  },
  { card: 'image', sample: 'worst case', make: () => card(worst('payments-api')) },
  { card: 'image', sample: 'very long', make: () => card(worst('a-very-long-name-that-somebody-chose-'.repeat(12))) },
  { card: 'image', sample: 'hostile text', make: () => card(worst(hostileText)) },
];

function worst(text: string): ImageReport {
  const many = Array.from({ length: 900 }, (_, i) =>
    found(`CVE ${text} ${i}`, i % 3 ? 'High' : 'Critical', 9.9, {
      package: text,
      installed: [text, text, text],
      fixedIn: text,
      knownExploited: i % 2 === 0,
      exploitable: true,
    }),
  );
  return {
    ...usual,
    registry: text,
    repository: text,
    tag: text,
    scan: {
      value: { vulnerabilities: many, form: 'legacy' },
      source: { service: 'Resource Graph', detail: text },
      at: before(1),
      gap: { what: text, service: 'Resource Graph', why: text, next: text },
    },
    trend: { digest: text, tag: text, pushedAt: before(1), fresh: 900, fixed: 0, unchanged: 0 },
    origin: {
      value: { pushed: { at: before(1), by: text }, days: 30 },
      source: { service: 'Log Analytics', detail: text },
      at: before(1),
    },
    heard: [...Array.from({ length: 9 }, () => heard(text)), { ...heard(text), source: 'acr' }],
    counts: { Critical: 300, High: 600, Medium: 1200, Low: 4000, Unknown: 31 },
    fixable: 900,
    running: {
      value: Array.from({ length: 70 }, () => ({
        cluster: text,
        namespace: text,
        workload: text,
        kind: text,
        pods: 1200,
      })),
      source: { service: 'Log Analytics', detail: text },
      at: before(2),
    },
    verdict: { level: 'attention', sentence: `900 findings in ${text}` },
    suggestions: Array.from({ length: 20 }, () => ({ text: text.repeat(5) })),
    gaps: Array.from({ length: 30 }, (_, i) => ({
      what: `${i} ${text}`,
      service: 'Log Analytics' as const,
      why: text,
      next: text,
    })),
  };
}
