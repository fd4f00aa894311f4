import type { Vulnerability } from '../../model/image.ts';
import type { ImageRun } from '../../model/image-run.ts';
import type { ImageHead } from '../../model/image-snapshot.ts';
import type { ImageStanding } from '../../model/image-standing.ts';
import { standingOf } from '../../security/rank-images.ts';
import { before } from './sample.ts';

/** A finding; the text stands for every word that comes from outside. */
export function found(text?: string): Vulnerability {
  return {
    ...{ cve: text ?? 'CVE-2021-44228', severity: 'Critical', package: text ?? 'log4j-core', cvss: 10 },
    ...{ installed: [text ?? '2.14.1'], fixedIn: text ?? '2.17.1', knownExploited: true, exploitable: true },
  };
}

/** An image as the snapshot has it. */
export function head({ text, ...more }: Partial<ImageHead> & { text?: string | undefined } = {}): ImageHead {
  return {
    digest: 'sha256:9f2c1f0be4d7a6b35a1a8d0f8f7e1d2c3b4a59687766554433221100ffeeddcc',
    names: [{ registry: text ?? 'contoso.azurecr.io', repository: text ?? 'payments-api' }],
    tags: [text ?? '1.8'],
    ...{ pushedAt: before(16 * 1440), scannedAt: before(420), firstReadAt: before(9 * 1440) },
    ...{ counts: { Critical: 2, High: 4, Medium: 9, Low: 5, Unknown: 0 }, fixable: 7 },
    ...{ worst: found(text), threats: { all: 2, fixable: 2 }, fresh: [] },
    ...more,
  };
}

/** A workload that runs it. */
export function run({ text, ...more }: Partial<ImageRun> & { text?: string | undefined } = {}): ImageRun {
  return {
    ...{ registry: 'contoso.azurecr.io', repository: text ?? 'payments-api', tag: text ?? '1.8', isPinned: false },
    ...{ cluster: text ?? 'prod-weu', namespace: text ?? 'payments', workload: text ?? 'payments-api' },
    ...{ kind: 'Deployment', pods: 3, since: before(13 * 1440), owner: text ?? 'team-payments' },
    ...more,
  };
}

/** A place in the ranking, with the reasons that its facts give. */
export function standing({
  text,
  ...more
}: Partial<Omit<ImageStanding, 'reasons'>> & { text?: string | undefined }): ImageStanding {
  const exposed = more.isExposed ? { exposed: text ?? 'LoadBalancer payments-api' } : {};
  const runs = more.runs ?? [run({ text, ...exposed })];
  return { ...standingOf(more.head ?? head({ text }), runs), ...more, runs };
}
