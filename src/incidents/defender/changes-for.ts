import type { SuggestedChange } from '../../model/finding.ts';
import type { AffectedNow, SecurityAlert } from '../../model/security-alert.ts';
import { helps as allHelps, type Help } from '../../security/alert-types/define-family.ts';

/** A change that may help, and which of the catalogue's helps it is. */
export interface HelpfulChange extends SuggestedChange {
  help: Help;
}

const ofAzure = /\.azurecr\.(?:io|us|cn)$/;
const isScaled = (kind: string) => kind === 'Deployment' || kind === 'StatefulSet';

/**
 * The changes that fit what an alert names and what is there now, the likeliest first. What could not be read is offered by
 * the alert's word alone: planning the change reads it again. What is gone is not.
 */
export function changesFor(
  { target, helps }: Pick<SecurityAlert, 'target'> & { helps: readonly Help[] },
  now: AffectedNow,
): HelpfulChange[] {
  const { namespace } = target;
  const clusterId = now.clusterId;
  if (clusterId === undefined) return [];
  const podName = now.pod ? (lives(now.pod) ? now.pod.name : undefined) : target.pod;
  const pod = namespace && podName ? { clusterId, namespace, name: podName } : undefined;
  const node = now.pod?.node ?? target.node;
  const { workload } = now;
  const image = now.images.find(({ container }) => container === target.container) ?? now.images[0];
  const [binding] = now.bindings;
  const change = (help: Help, title: string, action: string, input: object): HelpfulChange => ({
    ...{ help, title, action },
    input: { ...input },
  });
  const fitting = [
    ...(pod && !now.pod?.isIsolated ? [change('isolate-pod', 'Isolate the pod', 'isolate-pod', pod)] : []),
    ...(pod ? [change('delete-pod', 'Delete the pod', 'delete-pod', pod)] : []),
    ...(namespace && workload && isScaled(workload.kind) && workload.wanted !== 0
      ? [
          change('scale-to-zero', `Stop ${workload.name}`, 'scale', {
            ...{ clusterId, namespace, kind: workload.kind, name: workload.name, replicas: 0 },
          }),
        ]
      : []),
    ...(node ? [change('cordon', 'Cordon the node', 'cordon', { clusterId, name: node })] : []),
    ...(image?.digest && image.loginServer && ofAzure.test(image.loginServer)
      ? [
          change('lock-image', 'Lock the image', 'lock-image', {
            ...{ loginServer: image.loginServer, repository: image.repository, digest: image.digest },
          }),
        ]
      : []),
    ...(binding && now.bindings.length === 1
      ? [
          change('remove-role-binding', `Remove ${binding.name}`, 'remove-role-binding', {
            ...{ clusterId, name: binding.name },
            ...(binding.namespace !== undefined && { namespace: binding.namespace }),
          }),
        ]
      : []),
  ];
  const order = [...helps, ...allHelps.filter((it) => !helps.includes(it))];
  return fitting.sort((a, b) => order.indexOf(a.help) - order.indexOf(b.help));
}

function lives({ state }: NonNullable<AffectedNow['pod']>): boolean {
  return state === 'ready' || state === 'not ready';
}
