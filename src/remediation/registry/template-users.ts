import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { UpstreamError } from '../../errors.ts';
import type { ImageRef } from '../../model/image.ts';
import { parseImage } from '../../model/parse-image.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** Whose templates name a tag, each as "payments/payments-api in prod-weu", and which clusters could not be asked. */
export interface TemplateUsers {
  users: string[];
  unread: string[];
}

/** Workloads of every cluster whose pods are pulled by this tag, running or not; those that name a digest are none. */
export async function templateUsers(azure: Azure, ref: Required<Omit<ImageRef, 'digest'>>): Promise<TemplateUsers> {
  const all = await Promise.all((await clustersOf(azure)).map((cluster) => inCluster(azure, cluster, ref)));
  return { users: all.flatMap(({ users }) => users), unread: all.flatMap(({ unread }) => unread) };
}

async function inCluster({ kubernetes }: Azure, { id, name }: ClusterRef, ref: ImageRef): Promise<TemplateUsers> {
  try {
    const [deployments, statefulSets, daemonSets, cronJobs] = await Promise.all([
      kubernetes.list(id, 'deployments'),
      kubernetes.list(id, 'statefulsets'),
      kubernetes.list(id, 'daemonsets'),
      kubernetes.list(id, 'cronjobs'),
    ]);
    const owners = [
      ...[...deployments, ...statefulSets, ...daemonSets].map((it) => ({ it, template: it.spec?.template })),
      ...cronJobs.map((it) => ({ it, template: it.spec?.jobTemplate.spec?.template })),
    ];
    const users = owners
      .filter(({ template }) => names(template, ref))
      .map(({ it: { metadata } }) => `${metadata?.namespace}/${metadata?.name} in ${name}`);
    return { users, unread: [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { users: [], unread: [`what ${name} would pull (${error.message})`] };
  }
}

function names(template: V1PodTemplateSpec | undefined, { registry, repository, tag }: ImageRef): boolean {
  const { containers = [], initContainers = [] } = template?.spec ?? {};
  return [...containers, ...initContainers].some(({ image = '' }) => {
    const used = parseImage(image);
    const isIt = used?.registry === registry && used?.repository === repository;
    return isIt && used?.digest === undefined && (used?.tag ?? 'latest') === tag;
  });
}
