import { z } from 'zod';
import type { Azure } from '../azure/azure.ts';
import { gapOf } from '../azure/gap.ts';
import { kql } from '../azure/kql.ts';
import { UpstreamError } from '../errors.ts';
import { NoWorkspace, workspaceOf } from '../evidence/workspace/workspace-of.ts';
import { deploymentOf } from '../model/deployment-of.ts';
import type { Gap } from '../model/gap.ts';
import type { ClusterRef, WorkloadKind } from '../model/subject.ts';
import type { Named } from './names-of.ts';

const Row = z.object({ Namespace: z.string(), Kind: z.string(), Controller: z.string(), Pod: z.string() });

/** The names that Container Insights saw in the cluster within the last hour: the way round an API that does not answer. */
export async function inventoryNames(
  azure: Azure,
  cluster: ClusterRef,
  now: Date,
): Promise<{ names: Named[]; gaps: Gap[] }> {
  const window = { from: new Date(now.getTime() - 3_600_000), to: now };
  const query = kql`
KubePodInventory
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ClusterId =~ ${cluster.id}
| summarize by Namespace, Kind = ControllerKind, Controller = ControllerName, Pod = Name`;
  try {
    const { rows, partial } = await azure.logs.query(workspaceOf(cluster).customerId, query, Row, window);
    const gaps = partial === undefined ? [] : [partOfNames(cluster, partial)];
    return { names: rows.flatMap((row) => named(cluster, row)), gaps };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const what = `names of the workloads in ${cluster.name}`;
    return { names: [], gaps: [error instanceof NoWorkspace ? error.gap(what) : gapOf(error, what)] };
  }
}

function partOfNames({ name }: ClusterRef, partial: string): Gap {
  return {
    what: `some names of the workloads in ${name}`,
    service: 'Log Analytics',
    why: `Log Analytics answered in part: ${partial}`,
    next: 'Ask again, and say ns=<namespace> and cluster=<name>.',
  };
}

function named(cluster: ClusterRef, { Namespace, Kind, Controller, Pod }: z.infer<typeof Row>): Named[] {
  const [kind, name] = owner(Kind, Controller, Pod);
  const subject = { cluster, kind, namespace: Namespace, name };
  return [
    { name, kind, own: true, subject },
    ...(Pod === name ? [] : [{ name: Pod, kind: 'Pod' as const, own: false, subject }]),
  ];
}

/** The inventory knows the direct controller only; a hash or a time at its end tells that something stands above it. */
function owner(kind: string, controller: string, pod: string): [WorkloadKind, string] {
  if (kind === 'ReplicaSet') {
    const deployment = deploymentOf(controller);
    return deployment ? ['Deployment', deployment] : ['ReplicaSet', controller];
  }
  if (kind === 'Job') {
    const cronJob = /^(.+)-\d{8,}$/.exec(controller)?.[1];
    return cronJob ? ['CronJob', cronJob] : ['Job', controller];
  }
  return kind === 'StatefulSet' || kind === 'DaemonSet' ? [kind, controller] : ['Pod', pod];
}
