import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { RecordedCluster } from './recorded-cluster.ts';

const ApiObject = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

const Case = z.object({
  id: z.string(),
  now: z.iso.datetime({ offset: true }),
  namespace: z.string().nullish(),
  kubernetes: z.object({ items: z.array(ApiObject) }),
  logs: z.record(z.string(), z.string()).optional(),
  // A note that a whole file was missing is a text.
  logsInfo: z.record(z.string(), z.union([z.string(), z.object({ pods: z.array(z.string()).optional() })])).optional(),
  metrics: z
    .array(
      z.object({
        name: z.string(),
        labels: z.record(z.string(), z.string()),
        points: z.array(z.tuple([z.iso.datetime({ offset: true }), z.number().nullable()])),
      }),
    )
    .optional(),
});

const sizeLimit = 256 * 1_024 * 1_024;

/** Reads a recorded cluster from a file: JSON, plain or packed with gzip. Throws UserError with what to do. */
export function readCase(path: string): RecordedCluster {
  const parsed = Case.safeParse(json(path, bytesOf(path)));
  if (!parsed.success) throw wrong(path, `is no recorded cluster:\n${z.prettifyError(parsed.error)}`, parsed.error);
  const { id, now, namespace, kubernetes, logs = {}, logsInfo = {}, metrics = [] } = parsed.data;
  return {
    id,
    now: new Date(now),
    namespace: namespace ?? undefined,
    objects: kubernetes.items,
    logs: Object.entries(logs).map(([key, text]) => ({ key, text, pods: podsOf(logsInfo[key]) })),
    series: metrics.map((it) => ({
      name: it.name,
      labels: it.labels,
      points: it.points
        .flatMap(([at, value]) => (value === null ? [] : [{ at: Date.parse(at), value }]))
        .sort((one, other) => one.at - other.at),
    })),
  };
}

function podsOf(info: string | { pods?: string[] | undefined } | undefined): string[] | undefined {
  return typeof info === 'object' ? info.pods : undefined;
}

function bytesOf(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw wrong(path, `cannot be read (${(cause as NodeJS.ErrnoException).code}). Check the path`, cause);
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: sizeLimit });
  } catch (cause) {
    throw wrong(path, 'is a damaged gzip file, or unpacks to more than 256 MiB. Copy it anew', cause);
  }
}

function json(path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw wrong(path, 'is neither JSON nor JSON packed with gzip. Give the file of one recorded cluster', cause);
  }
}

function wrong(path: string, problem: string, cause: unknown): UserError {
  return new UserError(`${path} ${problem}.`, { cause });
}
