import type { RunningPlace } from '../model/image.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { ago, date } from './when.ts';

/** Where an image runs, a workload a row. */
export function placeRows(places: readonly RunningPlace[], now: Date): { where: string; detail: string }[] {
  return places.map(({ cluster, namespace, workload, kind, pods, since }) => ({
    where: [cluster, namespace, workload].map((it) => plain(it, 80)).join(' / '),
    detail: [
      plain(kind, 40),
      counted(pods, 'pod'),
      ...(since ? [`since ${date(since, now)} (${ago(since, now)})`] : []),
    ].join(' · '),
  }));
}
