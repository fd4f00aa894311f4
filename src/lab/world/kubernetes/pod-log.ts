import { containerRun } from '../container-run.ts';
import type { Container, Pod } from '../estate.ts';
import { noise } from '../seeded.ts';
import { memoryBytes } from '../usage.ts';

/** One line that a container wrote. */
export interface LogLine {
  at: Date;
  stream: 'stdout' | 'stderr';
  text: string;
}

const paths = ['/api/payments', '/api/payments/authorize', '/healthz', '/api/orders', '/metrics', '/api/refunds'];

/** What a container wrote between two moments: a line every so often, and warnings when memory runs short. */
export function logLines(pod: Pod, container: Container, from: Date, to: Date): LogLine[] {
  const lines: LogLine[] = [];
  const step = 20_000;
  for (let time = Math.ceil(from.getTime() / step) * step; time < to.getTime(); time += step) {
    const at = new Date(time + Math.floor(noise(pod.seed, time / step) * 9_000));
    if (at >= to) break;
    lines.push(lineAt(pod, container, at));
  }
  return lines;
}

/** The log of the run that goes on (or, if asked, of the one before), at most an hour of it. */
export function containerLog(pod: Pod, container: Container, previous: boolean, at: Date): LogLine[] | undefined {
  const run = containerRun(pod, container, at);
  const span =
    previous || run.state === 'waiting'
      ? run.previous
      : { startedAt: run.startedAt, finishedAt: pod.completedAt && pod.completedAt < at ? pod.completedAt : at };
  if (!span) return undefined;
  const from = new Date(Math.max(span.startedAt.getTime(), span.finishedAt.getTime() - 3_600_000));
  return [
    { at: span.startedAt, stream: 'stdout', text: `${container.process} started, version ${container.image.tags[0]}` },
    ...logLines(pod, container, from, span.finishedAt),
  ];
}

function lineAt(pod: Pod, container: Container, at: Date): LogLine {
  const chance = noise(pod.seed ^ 77, Math.floor(at.getTime() / 1_000));
  const used = memoryBytes(pod, container, at) ?? 0;
  const share = container.memoryLimitMiB ? used / (container.memoryLimitMiB * 1_048_576) : 0;
  const line = (level: string, message: string, stream: LogLine['stream'] = 'stdout'): LogLine => ({
    at,
    stream,
    text: `${at.toISOString()} ${level} ${message}`,
  });
  if (share > 0.93 && chance < 0.5)
    return line(
      'WARN',
      `gc pressure: heap ${Math.round(used / 1_048_576)} MiB in use, ${Math.round(12 + chance * 30)} requests queued`,
      'stderr',
    );
  if (share > 0.85 && chance < 0.3)
    return line('WARN', `slow request GET ${paths[1]} took ${Math.round(900 + chance * 4_000)} ms`, 'stderr');
  const path = paths[Math.floor(chance * paths.length)] ?? '/';
  return line('INFO', `GET ${path} 200 ${Math.round(4 + chance * 80)} ms`);
}
