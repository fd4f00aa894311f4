import type { ResponseContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import { HttpFailure } from './http-failure.ts';
import { withDates } from './kubernetes-dates.ts';
import { parseRows } from './parse-rows.ts';
import { withoutBulk } from './without-bulk.ts';

/** One page of a list, and the token of the next. */
export interface Page<T> {
  items: T[];
  next: string | undefined;
}

const service = 'Kubernetes API';
/** Checked as the client's types promise, in one look: a list may have thousands of items. */
const List = z.object({
  items: z.custom<object[]>((items) => Array.isArray(items) && items.every(isNamed)),
  metadata: z.object({ continue: z.string().nullish() }).nullish(),
});

const One = z.custom<object>(isNamed);

/**
 * Reads a list as the client's own classes would, from the JSON itself: of all fields of the kinds that we list only the
 * timestamps look different there, and its reader takes twenty times as long. Throws HttpFailure, or UpstreamError 'malformed'.
 */
export async function readList<T extends object>(answer: ResponseContext): Promise<Page<T>> {
  const { httpStatusCode: status, headers, body } = answer;
  if (status < 200 || status > 299) throw new HttpFailure(status, undefined, { get: (name) => headers[name] });
  const [list] = parseRows(service, List, [json(await body.text())]);
  const items = (list?.items ?? []) as T[];
  for (const item of items) withDates(withoutBulk(item));
  return { items, next: list?.metadata?.continue || undefined };
}

/** Reads one object the same way; undefined for a 404. Throws HttpFailure, or UpstreamError 'malformed'. */
export async function readObject<T extends object>(answer: ResponseContext): Promise<T | undefined> {
  const { httpStatusCode: status, headers, body } = answer;
  if (status === 404) return undefined;
  if (status < 200 || status > 299) throw new HttpFailure(status, undefined, { get: (name) => headers[name] });
  const [object] = parseRows(service, One, [json(await body.text())]);
  return object && (withDates(withoutBulk(object)) as T);
}

/** Everything that is listed has a name. */
function isNamed(item: unknown): boolean {
  const { metadata } = (item ?? {}) as { metadata?: { name?: unknown } };
  return typeof metadata?.name === 'string';
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UpstreamError(service, 'malformed', 'answered with something that is not JSON', { cause });
  }
}
