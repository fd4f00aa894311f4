import type { AffectedNow, AlertTarget } from '../model/security-alert.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { names } from './some.ts';
import { ago } from './when.ts';

/** How what an alert is about stands in its cluster, a line each, what is still dangerous first; none where nothing was read. */
export function alertNow(
  now: AffectedNow,
  target: AlertTarget,
  at: Date,
): { mark: string; color: string; text: string }[] {
  const { pod, workload, images, bindings } = now;
  const isDangerous = pod !== undefined && !pod.isIsolated && (pod.state === 'ready' || pod.state === 'not ready');
  const line = (text: string, isLoud = false) => ({
    mark: isLoud ? '● ' : '– ',
    color: isLoud ? 'Attention' : 'Default',
    text: plain(text, 300),
  });
  return [
    ...(pod ? [line(podLine(pod, at), isDangerous)] : []),
    ...(workload ? [line(workloadLine(workload))] : []),
    ...(!workload && target.workload && now.clusterId !== undefined && pod?.state === 'gone'
      ? [line(`No Deployment, StatefulSet or DaemonSet is called ${target.workload}.`)]
      : []),
    ...images.slice(0, 4).map(({ image, digest }) => line(`Image ${image}${digest ? `, ${digest.slice(0, 19)}` : ''}`)),
    ...(bindings.length > 0
      ? [
          line(
            `Rights by ${names(bindings.map((it) => `${it.name} (${it.role}${it.namespace ? ` in ${it.namespace}` : ''})`))}`,
          ),
        ]
      : []),
  ];
}

function podLine({ name, state, node, isIsolated, since }: NonNullable<AffectedNow['pod']>, at: Date): string {
  if (state === 'gone') return `Pod ${name} is gone.`;
  const where = node ? ` on ${node}` : '';
  const started = since ? `, started ${ago(since, at)}` : '';
  if (isIsolated) return `Pod ${name} is isolated${where}${started}.`;
  if (state === 'being deleted') return `Pod ${name} is being deleted${where}.`;
  if (state === 'ended') return `Pod ${name} has ended${where}.`;
  return `Pod ${name} still runs${where}${started}${state === 'ready' ? '' : ', not ready'}.`;
}

function workloadLine({ kind, name, wanted, ready }: NonNullable<AffectedNow['workload']>): string {
  if (wanted === 0) return `${kind} ${name} is scaled to zero.`;
  if (wanted === undefined) return `${kind} ${name} is there.`;
  return `${kind} ${name}: ${ready ?? 0} of ${counted(wanted, 'pod')} ready.`;
}
