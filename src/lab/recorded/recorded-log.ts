import type { ApiLogLine } from '../azure/kube-source.ts';
import type { RecordedLog } from './recorded-cluster.ts';

const time = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)/;

/**
 * What was recorded of a container's log: its own text first, then that of its pod, then one that several pods share,
 * then that of its node. Undefined when the recording has none.
 */
export function recordedLog(
  logs: RecordedLog[],
  { pod, container, previous, node }: { pod: string; container: string; previous: boolean; node: string | undefined },
): ApiLogLine[] | undefined {
  const of = (key: string) => logs.find((it) => it.key === key);
  const shared = (end: string) => logs.find((it) => it.pods?.includes(pod) && it.key.endsWith(end));
  const found = previous
    ? (of(`${pod}/${container}/previous`) ?? shared(`/${container}/previous`))
    : (of(`${pod}/${container}`) ??
      of(`${pod}/`) ??
      shared(`/${container}`) ??
      logs.find((it) => it.pods?.includes(pod) && it.key.indexOf('/') === it.key.length - 1) ??
      (node ? of(`${node}/${container}`) : undefined));
  return found && linesOf(found.text);
}

/** Lines with the time that they name in a full form; one that names none continues the line before. */
function linesOf(text: string): ApiLogLine[] {
  let at: Date | undefined;
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const written = new Date(time.exec(line.slice(0, 200))?.[0].replace(' ', 'T').replace(',', '.') ?? Number.NaN);
      if (!Number.isNaN(written.getTime())) at = written;
      return { at, text: line };
    });
}
