import type { Cell, TableSource } from '../../kql/database.ts';
import type { Audit } from '../changes/audit.ts';
import type { Cluster } from '../estate.ts';
import { seededUuid } from '../seeded.ts';
import { columnsOf, type Projection } from './table.ts';

/** Columns of the audit log's own tables. */
export const auditColumns = columnsOf(`
  TenantId:string TimeGenerated:datetime Level:string AuditId:string Stage:string RequestUri:string Verb:string User:dynamic SourceIps:dynamic
  UserAgent:string ObjectRef:dynamic ResponseStatus:dynamic RequestObject:dynamic ResponseObject:dynamic RequestReceivedTime:datetime
  StageReceivedTime:datetime Annotations:dynamic PodName:string SourceSystem:string Type:string _ResourceId:string _SubscriptionId:string
  _BilledSize:real _IsBillable:string`);

/** Resource logs are minutes behind what they tell of. */
const delayMs = 5 * 60_000;

/** What wrote to the API servers of a workspace's clusters: roll-outs by the pipeline, and all that was written since. */
export function aksAuditAdmin({ workspace, clusters, now }: Projection): TableSource {
  return {
    name: 'AKSAuditAdmin',
    columns: auditColumns,
    *rows() {
      for (const cluster of clusters)
        for (const audit of [...rolledOut(cluster), ...cluster.audits])
          if (audit.at.getTime() + delayMs <= now.getTime()) yield rowOf(workspace.customerId, cluster, audit);
    },
  };
}

/** The pipeline's patches: one for each revision that nobody wrote through the range's API server. */
function rolledOut(cluster: Cluster): Audit[] {
  const written = new Set(cluster.audits.map((it) => it.at.getTime()));
  return cluster.workloads
    .filter((it) => !it.system)
    .flatMap(({ kind, namespace, name, rollouts }) => {
      const resource = `${kind.toLowerCase()}s`;
      const apiGroup = kind === 'CronJob' ? 'batch' : 'apps';
      return rollouts
        .filter((it) => !written.has(it.at.getTime()))
        .map(
          ({ at }): Audit => ({
            at,
            user: 'pipeline@contoso.example',
            userAgent: 'kubectl/v1.31.2 (linux/amd64) kubernetes/5864a46',
            verb: 'patch',
            uri: `/apis/${apiGroup}/v1/namespaces/${namespace}/${resource}/${name}?fieldManager=kubectl-client-side-apply`,
            object: { resource, namespace, name, apiGroup },
            code: 200,
          }),
        );
    });
}

function rowOf(tenant: string, cluster: Cluster, { at, object, ...it }: Audit): Cell[] {
  const isPod = object.resource === 'pods';
  return [
    tenant,
    at,
    'RequestResponse',
    seededUuid(
      `audit/${cluster.name}/${at.getTime()}/${it.verb}/${object.resource}/${object.namespace}/${object.name}`,
    ),
    'ResponseComplete',
    it.uri,
    it.verb,
    { username: it.user, groups: ['system:authenticated'] },
    ['20.50.2.9'],
    it.userAgent,
    { apiVersion: 'v1', ...object },
    { code: it.code, metadata: {} },
    it.request ?? null,
    null,
    at,
    at,
    { 'authorization.k8s.io/decision': it.code === 403 ? 'forbid' : 'allow' },
    isPod ? object.name : '',
    'Azure',
    'AKSAuditAdmin',
    cluster.id.toLowerCase(),
    cluster.subscription.id,
    1_800,
    'true',
  ] as Cell[];
}
