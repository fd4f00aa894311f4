import type { Gap } from '../model/gap.ts';
import type { ClusterRuns } from '../model/image-run.ts';
import type { Reading } from '../model/image-snapshot.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { names } from './some.ts';
import { ago, clockTime } from './when.ts';

/** How old the stored answer is: "Findings as of 03:04 UTC (12 min ago); what runs, as of 1 h ago at the oldest". */
export function readingBasis(reading: Reading | undefined, clusters: readonly ClusterRuns[], now: Date): string {
  const read = clusters.filter(({ readAt }) => readAt.getTime() > 0).map(({ readAt }) => readAt.getTime());
  const runs = read.length === 0 ? 'what runs was never read' : `what runs ${ago(new Date(Math.min(...read)), now)}`;
  if (!reading?.finishedAt) return `From the stored snapshot: findings were not read to the end yet; ${runs}.`;
  const { finishedAt } = reading;
  return `From the stored snapshot: findings of ${clockTime(finishedAt, now)} UTC (${ago(finishedAt, now)}), ${runs}.`;
}

/** What the stored answer lacks: rows whose shape was not known, clusters that did not answer, a reading that failed. */
export function readingGaps(reading: Reading | undefined, clusters: readonly ClusterRuns[], now: Date): Gap[] {
  const lacking = Object.entries(reading?.missing ?? {}).toSorted(([, a], [, b]) => b - a);
  const unread = clusters.filter(({ failure }) => failure !== undefined);
  return [
    ...(reading?.failure
      ? [
          {
            what: 'the newest findings',
            service: 'Resource Graph' as const,
            why: `The last try, ${ago(reading.failure.at, now)}: ${reading.failure.why}`,
            next: reading.failure.next,
          },
        ]
      : []),
    ...(lacking.length > 0
      ? [
          {
            what: `parts of ${counted(Math.max(...lacking.map(([, count]) => count)), 'row')}`,
            service: 'Resource Graph' as const,
            why: `Of ${counted(reading?.rows ?? 0, 'row')}, some lacked ${names(
              lacking.map(([field, count]) => `${plain(field, 40)} (${count})`),
              4,
            )}.`,
            next: 'Open these images in Defender for Cloud, and report the shape to the project.',
          },
        ]
      : []),
    ...unread.map(({ cluster, failure = '', readAt }) => ({
      what: `what runs in ${plain(cluster, 60)}`,
      service: 'Kubernetes API' as const,
      why:
        readAt.getTime() > 0
          ? `${failure} What is shown of it was read ${ago(readAt, now)}.`
          : `${failure} It was never read.`,
      next: 'Let the bot reach the cluster; it is tried again with the next reading.',
    })),
  ];
}
