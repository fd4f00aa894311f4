import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { kql } from '../../azure/kql.ts';
import { deploymentOf } from '../../model/deployment-of.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ImageRun } from '../../model/image-run.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { NotCollected } from '../asking/ask-logs.ts';
import { askWorkspace } from '../workspace/ask-workspace.ts';
import { fieldIn, listIn } from './loose.ts';

const Row = z.object({
  Namespace: z.string(),
  Name: z.string(),
  ControllerKind: z.string(),
  ControllerName: z.string(),
  PodLabel: z.string().nullable(),
  ContainerStartTime: z.date().nullable(),
  Repository: z.string(),
  Image: z.string(),
  ImageTag: z.string(),
  ImageID: z.string(),
  At: z.date(),
});
type Row = z.infer<typeof Row>;

const minutes = 20;
/** The agent writes once a minute: what is missing from the newest samples is gone. */
const presentMs = 90_000;

/**
 * What runs in a cluster as Container Insights wrote it: KubePodInventory has the pods, ContainerInventory their images by
 * container id. Late by one to four minutes; neither exposure nor pinning is in it. Throws NotCollected where the cluster's preset
 * leaves ContainerInventory out, NoWorkspace, or UpstreamError.
 */
export async function inventoryRuns(
  azure: Azure,
  cluster: ClusterRef,
  { ownerLabels, now }: { ownerLabels: readonly string[]; now: Date },
): Promise<Evidence<ImageRun[]>> {
  const from = new Date(now.getTime() - minutes * 60_000);
  const query = kql`
KubePodInventory
| where TimeGenerated >= ${from} and TimeGenerated < ${now}
| where ClusterId =~ ${cluster.id}
| where ContainerStatus == 'running' and isnotempty(ContainerID)
| summarize arg_max(TimeGenerated, *) by PodUid, ContainerName
| join kind=inner (
    ContainerInventory
    | where TimeGenerated >= ${from} and TimeGenerated < ${now}
    | summarize arg_max(TimeGenerated, Repository, Image, ImageTag, ImageID) by ContainerID
  ) on ContainerID
| project Namespace, Name, ControllerKind, ControllerName, PodLabel, ContainerStartTime, Repository, Image, ImageTag, ImageID, At = TimeGenerated`;
  const evidence = await askWorkspace(
    azure,
    cluster,
    { table: 'KubePodInventory', query, row: Row, window: { from, to: now }, at: ({ At }) => At },
    (rows) => rows,
  );
  if (evidence.value.length === 0) throw new NotCollected('ContainerInventory', cluster.name);
  return { ...evidence, value: runsIn(evidence.value, cluster.name, ownerLabels) };
}

function runsIn(rows: readonly Row[], cluster: string, ownerLabels: readonly string[]): ImageRun[] {
  const newest = Math.max(...rows.map(({ At }) => At.getTime()));
  const runs = new Map<string, ImageRun & { names: Set<string> }>();
  for (const row of rows.filter(({ At }) => newest - At.getTime() <= presentMs)) {
    const run = runOf(row, cluster, ownerLabels);
    const key = [run.digest ?? run.tag, run.registry, run.repository, run.namespace, run.kind, run.workload].join(' ');
    const known = runs.get(key) ?? { ...run, names: new Set<string>() };
    known.names.add(row.Name);
    if (run.since && (!known.since || run.since < known.since)) known.since = run.since;
    runs.set(key, known);
  }
  return [...runs.values()].map(({ names, ...run }) => ({ ...run, pods: names.size }));
}

function runOf(row: Row, cluster: string, ownerLabels: readonly string[]): ImageRun {
  const deployment = row.ControllerKind === 'ReplicaSet' ? deploymentOf(row.ControllerName) : undefined;
  const digest = /sha256:[0-9a-f]{64}/i.exec(row.ImageID)?.[0]?.toLowerCase();
  const [labels] = listIn(row.PodLabel) ?? [];
  const owner = fieldIn(labels, ...ownerLabels);
  return {
    ...(row.Repository !== '' && { registry: row.Repository.toLowerCase() }),
    repository: row.Image.toLowerCase(),
    ...(row.ImageTag !== '' && { tag: row.ImageTag }),
    ...(digest !== undefined && { digest }),
    ...{ cluster, namespace: row.Namespace, pods: 1, isPinned: false },
    workload: deployment ?? (row.ControllerName || row.Name),
    kind: deployment === undefined ? row.ControllerKind || 'Pod' : 'Deployment',
    ...(row.ContainerStartTime && { since: row.ContainerStartTime }),
    ...(typeof owner === 'string' && { owner: owner.slice(0, 100) }),
  };
}
