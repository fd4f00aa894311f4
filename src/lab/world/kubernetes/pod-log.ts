import { containerRun, startsUntil, terminationsUntil } from '../container-run.ts';
import type { Container, Pod } from '../estate.ts';
import { noise } from '../seeded.ts';
import { memoryBytes } from '../usage.ts';
import { holds } from './node-object.ts';

/** One line that a container wrote. */
export interface LogLine {
  at: Date;
  stream: 'stdout' | 'stderr';
  text: string;
}

/** What a process says on an ordinary day; `#` becomes a number. */
const sayings: Record<string, string[]> = {
  java: [
    'Completed initialization in # ms',
    'batch of # rows written',
    'query took # ms',
    'pool: # connections in use',
  ],
  nginx: ['GET / 200 # ms', 'GET /checkout 200 # ms', 'POST /api/payments 201 # ms', 'GET /static/app.js 304 # ms'],
  python: ['scored # requests', 'model answered in # ms', 'report part # written', 'cache hit ratio #%'],
  postgres: ['checkpoint complete: wrote # buffers', 'automatic vacuum of table "orders": # pages removed'],
  'redis-server': ['# changes in 60 seconds. Saving...', 'Background saving terminated with success'],
  pg_dump: ['dumping contents of table "public.ledger_#"'],
};
const web = [
  'GET /api/payments 200 # ms',
  'POST /api/payments/authorize 201 # ms',
  'GET /api/orders 200 # ms',
  'GET /healthz 200 # ms',
];

/** What a container wrote between two moments: a line every so often, and warnings when memory runs short. */
export function logLines(pod: Pod, container: Container, from: Date, to: Date): LogLine[] {
  const lines: LogLine[] = [];
  const step = 20_000;
  for (let time = Math.ceil(from.getTime() / step) * step; time < to.getTime(); time += step) {
    const at = new Date(time + Math.floor(noise(pod.seed, time / step) * 9_000));
    if (at >= to) break;
    lines.push(lineAt(pod, container, at));
  }
  return [
    ...lines,
    ...failedWords(pod, from, to),
    ...firstWords(pod, container, from, to),
    ...lastWords(pod, container, from, to),
  ].sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** What a container writes first in every run. */
function firstWords(pod: Pod, container: Container, from: Date, to: Date): LogLine[] {
  if (pod.terminations.get(container.name)?.reason === 'StartError') return [];
  return startsUntil(pod, container, to)
    .filter((at) => at >= from && at < to)
    .map((at) => startLine(container, at));
}

function startLine({ process, image, port }: Container, at: Date): LogLine {
  const listening = port ? `, listening on port ${port}` : '';
  return { at, stream: 'stdout', text: `${process} started, version ${image.tags[0]}${listening}` };
}

/** What the container of a Job that failed wrote last. */
function failedWords({ failed, completedAt }: Pod, from: Date, to: Date): LogLine[] {
  if (!failed || !completedAt) return [];
  const { lastWords } = failed;
  return lastWords
    .map((text, index): LogLine => {
      const at = new Date(completedAt.getTime() - (lastWords.length - index) * 10);
      return { at, stream: 'stderr', text: text.replace('TIME', at.toISOString()) };
    })
    .filter(({ at }) => at >= from && at < to);
}

/** What a container wrote before each of its ends. */
function lastWords(pod: Pod, container: Container, from: Date, to: Date): LogLine[] {
  const schedule = pod.terminations.get(container.name);
  const words = schedule?.lastWords ?? [];
  if (words.length === 0) return [];
  return terminationsUntil(schedule, new Date(to.getTime() + 1_000)).flatMap((end) =>
    words
      .map((text, index): LogLine => {
        const at = new Date(end.getTime() - (words.length - index) * 10);
        return { at, stream: 'stderr', text: text.replace('TIME', at.toISOString()) };
      })
      .filter((line) => line.at >= from && line.at < to),
  );
}

/** The log of the run that goes on (or, if asked, of the one before), at most an hour of it. */
export function containerLog(pod: Pod, container: Container, previous: boolean, at: Date): LogLine[] | undefined {
  const run = containerRun(pod, container, at);
  if (run.previous?.reason === 'StartError') return [];
  const span =
    previous || run.state === 'waiting'
      ? run.previous
      : { startedAt: run.startedAt, finishedAt: endOf(pod, container, run.startedAt, at) };
  if (!span) return undefined;
  const from = new Date(Math.max(span.startedAt.getTime(), span.finishedAt.getTime() - 3_600_000));
  const first = span.startedAt < from ? [startLine(container, span.startedAt)] : [];
  return [...first, ...logLines(pod, container, from, span.finishedAt)];
}

function endOf(pod: Pod, container: Container, startedAt: Date, at: Date): Date {
  const end = container.init ? new Date(startedAt.getTime() + 1_500) : pod.completedAt;
  return end && end < at ? end : at;
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
  const complaint = pod.complaints.get(container.name);
  if (complaint && holds(complaint, at) && chance < 0.6) return line('ERROR', complaint.text, 'stderr');
  if (share > 0.93 && chance < 0.5)
    return line(
      'WARN',
      `gc pressure: heap ${Math.round(used / 1_048_576)} MiB in use, ${Math.round(12 + chance * 30)} requests queued`,
      'stderr',
    );
  if (share > 0.85 && chance < 0.3)
    return line('WARN', `slow request GET /api/payments took ${Math.round(900 + chance * 4_000)} ms`, 'stderr');
  const words = sayings[container.process] ?? web;
  const saying = words[Math.floor(chance * words.length)] ?? '';
  return line('INFO', saying.replace('#', String(Math.round(4 + chance * 80))));
}
