import type { Alert } from '../../model/alert.ts';
import { dateOf } from '../reading/date-of.ts';
import { fingerprint } from '../reading/fingerprint.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';

/** Names as Event Grid has them, and words for people. */
const done: Readonly<Record<string, { name: string; words: string }>> = {
  push: { name: 'ImagePushed', words: 'Image pushed' },
  delete: { name: 'ImageDeleted', words: 'Image deleted' },
  chart_push: { name: 'ChartPushed', words: 'Chart pushed' },
  chart_delete: { name: 'ChartDeleted', words: 'Chart deleted' },
  quarantine: { name: 'ImageQuarantined', words: 'Image put in quarantine' },
};

/** Something that happened in a container registry, as its webhook and Event Grid tell it alike; an event: told once, never resolved. */
export function registryEvent(o: {
  source: string;
  /** The payload: action, target, request, timestamp. */
  data: Readonly<Record<string, unknown>>;
  raw: unknown;
  now: Date;
  /** Identity, time and labels that the envelope around it gives. */
  id?: string | undefined;
  at?: Date | undefined;
  labels?: Readonly<Record<string, string>>;
}): Alert {
  const { source, data, raw, now } = o;
  const action = textOf(data.action) ?? 'unknown';
  const known = Object.hasOwn(done, action) ? done[action] : undefined;
  const target = recordOf(data.target) ?? {};
  const host = textOf(recordOf(data.request)?.host) ?? (o.labels?.registry && `${o.labels.registry}.azurecr.io`);
  const repository = textOf(target.repository);
  const digest = textOf(target.digest);
  const tag = textOf(target.tag);
  const version = tag ? `:${tag}` : digest ? `@${digest}` : '';
  const chart = action.startsWith('chart') ? textOf(target.name) : undefined;
  const labels = {
    ...o.labels,
    alertname: known?.name ?? 'RegistryEvent',
    severity: action === 'quarantine' ? 'medium' : 'info',
    kind: 'event',
    action,
    ...(host && { registry: host }),
    ...(repository && { repository }),
    ...(tag && { tag }),
    ...(digest && { digest }),
    ...(chart && { chart }),
    ...(repository && !chart && { image: `${host ? `${host}/` : ''}${repository}${version}` }),
  };
  const what = chart
    ? [chart, textOf(target.version)].filter(Boolean).join(' ')
    : `${repository ?? 'an image'}${version}`;
  const title = known?.words ?? `Registry event (${action})`;
  return {
    source,
    identity: identityOf(o.id ?? textOf(data.id) ?? fingerprint({ ...labels, at: textOf(data.timestamp) ?? '' })),
    status: 'firing',
    severity: action === 'quarantine' ? 'medium' : 'info',
    title: oneLine(`${title}: ${what}${host ? ` (${host})` : ''}`),
    labels,
    annotations: {},
    startsAt: dateOf(data.timestamp) ?? o.at ?? now,
    raw,
  };
}
