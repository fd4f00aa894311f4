import { recordedSource } from '../recorded/recorded-source.ts';
import type { Cluster } from '../world/estate.ts';
import { type KubePlural, kubeKinds } from '../world/kubernetes/kube-kinds.ts';
import { armError } from './arm-error.ts';
import { type Answer, type Call, jsonBody } from './call.ts';
import { worldSource } from './world-source.ts';

const pattern = /^kubectl get ([a-z,]+) -n ([a-z0-9-]+) -o json$/;
/** What the service keeps of a command's output. */
const mostBytes = 512 * 1024;

/** POST runCommand: 202, and where its result will be; the id carries the command, so that nothing need be kept. */
export function startCommand(call: Call, cluster: Cluster): Answer {
  const { command } = jsonBody(call) ?? {};
  if (typeof command !== 'string' || command === '') return armError(400, 'The command is missing.', 'BadRequest');
  const id = Buffer.from(command).toString('hex');
  const version = call.query.get('api-version') ?? '';
  return {
    status: 202,
    headers: {
      location: `https://${call.host}${cluster.id}/commandResults/${id}?api-version=${version}`,
    },
  };
}

/** GET commandResults/{id}: what kubectl said; only "get" of lists in a namespace is known here. */
export function commandResult(call: Call, cluster: Cluster, id: string): Answer {
  const command = Buffer.from(id, 'hex').toString('utf8');
  const [, kinds, namespace] = pattern.exec(command) ?? [];
  const plurals = (kinds ?? '').split(',') as KubePlural[];
  const isKnown = kinds !== undefined && plurals.every((it) => it in kubeKinds);
  const source = cluster.recorded ? recordedSource(cluster.recorded) : worldSource(call.world, cluster, call.now);
  const items = isKnown
    ? plurals.flatMap((plural) => source.objects(plural).filter(({ metadata }) => metadata.namespace === namespace))
    : [];
  const said = JSON.stringify({ apiVersion: 'v1', kind: 'List', items, metadata: { resourceVersion: '' } }, null, 4);
  return {
    status: 200,
    body: {
      id,
      properties: {
        provisioningState: 'Succeeded',
        exitCode: isKnown ? 0 : 1,
        startedAt: call.now.toISOString(),
        finishedAt: call.now.toISOString(),
        logs: isKnown ? said.slice(0, mostBytes) : 'error: the lab runs "kubectl get" alone',
      },
    },
  };
}
