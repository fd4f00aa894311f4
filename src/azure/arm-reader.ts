import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import { armPath } from './arm-path.ts';
import { parseRows } from './parse-rows.ts';
import { armOrigin, connectSender } from './plain-request.ts';

/** Reads over Azure Resource Manager of what Resource Graph does not have: parts of a resource, settings beside it. */
export interface ArmReader {
  /** One answer from a path ("/subscriptions/.../keys/disks"), checked. Throws UpstreamError. */
  read<T>(path: string, apiVersion: string, as: z.ZodType<T>): Promise<T>;
  /** A list of ARM's usual form, paged to the end. Throws UpstreamError, also for one longer than twenty pages: a part would pass for all. */
  list<Row>(path: string, apiVersion: string, row: z.ZodType<Row>): Promise<Row[]>;
}

const service = 'Azure Resource Manager';
const mostPages = 20;

const Page = z.object({ value: z.array(z.unknown()).nullish(), nextLink: z.string().nullish() });

/** ARM over HTTP: each of these lists is used once, and is not worth an SDK. */
export function connectArmReader(access: Access): (work: Work) => ArmReader {
  const send = connectSender(access);

  return (work) => ({
    async read<T>(path: string, apiVersion: string, as: z.ZodType<T>) {
      const url = addressOf(path, apiVersion);
      const { body } = await send(work, { service, target: path, method: 'GET', url });
      const [read] = parseRows(service, as, [body]);
      return read as T;
    },
    async list(path, apiVersion, row) {
      const rows: unknown[] = [];
      let next: string | undefined = addressOf(path, apiVersion);
      for (let page = 0; next && page < mostPages; page++) {
        const { body } = await send(work, { service, target: path, method: 'GET', url: next });
        const [read] = parseRows(service, Page, [body]) as [z.infer<typeof Page>];
        rows.push(...(read.value ?? []));
        next = read.nextLink ?? undefined;
        // A link from outside: only ARM itself gets the bot's token.
        if (next && new URL(next, armOrigin).origin !== armOrigin)
          throw new UpstreamError(service, 'malformed', 'gave a link that leads elsewhere', { target: path });
      }
      if (next) throw new UpstreamError(service, 'refused', 'has more of them than are read at once', { target: path });
      return parseRows(service, row, rows);
    },
  });
}

function addressOf(path: string, apiVersion: string): string {
  return `${armPath(service, path)}?${new URLSearchParams({ 'api-version': apiVersion })}`;
}
