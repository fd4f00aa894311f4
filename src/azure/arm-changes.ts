import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import { followOperation } from './arm-operation.ts';
import { armPath, armType } from './arm-path.ts';
import { parseRows } from './parse-rows.ts';
import { connectSender, type PlainAnswer, type PlainRequest } from './plain-request.ts';
import { type Receipt, receiptOf } from './receipt.ts';

/** A resource as Azure Resource Manager gives it, with what tells whether it changed meanwhile. */
export interface ArmResource {
  /** The body as it came: id, name, type, location, properties and what else the resource has. */
  body: z.infer<typeof Body>;
  /** The ETag of the answer's header or body; missing where the API has none. */
  etag?: string;
}

/** A resource after a change, with the change's receipt. */
export interface ArmChanged extends Receipt {
  /** The resource as it is now: the answer's own, or read once more when the change took a while. */
  resource: ArmResource;
  /** The resource was not there before (HTTP 201). */
  created: boolean;
}

/**
 * Writes over Azure Resource Manager. A change that ARM takes its time for (201 or 202 with Azure-AsyncOperation or
 * Location) is followed to its end, for at most ten minutes or until the work's deadline, whichever is first. Throws
 * UpstreamError: 'conflict' when the etag is not the resource's any more (412) or another operation runs (409), 'locked'
 * for a resource lock, 'refused' with ARM's code for a change that ended as failed; `outcomeUnknown` also when the time
 * was up before a long change ended.
 */
export interface ArmChanges {
  /** The resource now, with its etag. May be asked again when ARM is away for a moment. */
  get(id: string, apiVersion: string): Promise<ArmResource>;
  /**
   * Changes the fields that the body has (PATCH). Not every type takes properties this way: managedClusters takes tags
   * alone, so that its properties go by `put` of the whole body. With an etag the change is refused when it is old.
   */
  patch(id: string, apiVersion: string, body: object, options?: { etag?: string | undefined }): Promise<ArmChanged>;
  /** Replaces the whole resource (PUT). `etag` becomes If-Match, `ifAbsent` If-None-Match: *, where the type's API has those. */
  put(
    id: string,
    apiVersion: string,
    body: object,
    options?: { etag?: string | undefined; ifAbsent?: boolean },
  ): Promise<ArmChanged>;
  /** Asks the resource to do something (POST .../{action}) and waits for its end. */
  act(id: string, action: string, apiVersion: string, body: object): Promise<Receipt>;
  /** Deletes it; one that is not there any more is no error: `existed` is false then (204). */
  remove(
    id: string,
    apiVersion: string,
    options?: { etag?: string | undefined },
  ): Promise<Receipt & { existed: boolean }>;
}

const service = 'Azure Resource Manager';

const Body = z.looseObject({ id: z.string(), etag: z.string().nullish(), eTag: z.string().nullish() });

/** Conditions of a write, as headers. */
const conditions = ({ etag, ifAbsent }: { etag?: string | undefined; ifAbsent?: boolean } = {}) => ({
  ...(etag && { 'if-match': etag }),
  ...(ifAbsent && { 'if-none-match': '*' }),
});

/** Writes over ARM, and the reads that they need. */
export function connectArmChanges(access: Access): (work: Work) => ArmChanges {
  const send = connectSender(access);

  return (work) => {
    const get: ArmChanges['get'] = async (id, apiVersion) =>
      resourceIn(await send(work, { service, target: id, method: 'GET', url: addressOf(id, apiVersion) }));

    /** Sends the change once, and waits for its end. */
    async function write(
      id: string,
      request: Omit<PlainRequest, 'service' | 'target' | 'once' | 'role'>,
      verb = request.method === 'DELETE' ? 'delete' : 'write',
    ) {
      const role = `a role with ${armType(id)}/${verb}`;
      const whole: PlainRequest = { service, target: id, once: true, role, ...request };
      const answer = await send(work, whole);
      const waited = await followOperation(send, work, { request: whole, answer, resource: request.url });
      return { answer, waited, receipt: receiptOf(answer.headers) };
    }

    async function written(
      method: 'PUT' | 'PATCH',
      id: string,
      apiVersion: string,
      body: object,
      headers: Record<string, string>,
    ): Promise<ArmChanged> {
      const { answer, waited, receipt } = await write(id, { method, url: addressOf(id, apiVersion), body, headers });
      try {
        const resource = waited || answer.body === undefined ? await get(id, apiVersion) : resourceIn(answer);
        return { ...receipt, resource, created: answer.status === 201 };
      } catch (cause) {
        // The change was made; who asked for it must not take this for a refusal.
        if (!(cause instanceof UpstreamError)) throw cause;
        const message = `made the change, and what came of it could not be read: ${cause.message}`;
        throw new UpstreamError(service, cause.reason, message, {
          target: id,
          cause,
          outcomeUnknown: true,
          ...receipt,
        });
      }
    }

    return {
      get,
      patch: (id, apiVersion, body, options) => written('PATCH', id, apiVersion, body, conditions(options)),
      put: (id, apiVersion, body, options) => written('PUT', id, apiVersion, body, conditions(options)),
      async act(id, action, apiVersion, body) {
        const url = addressOf(`${armPath(service, id)}/${action}`, apiVersion);
        return (await write(id, { method: 'POST', url, body }, `${action}/action`)).receipt;
      },
      async remove(id, apiVersion, options) {
        const url = addressOf(id, apiVersion);
        const { answer, receipt } = await write(id, { method: 'DELETE', url, headers: conditions(options) });
        return { ...receipt, existed: answer.status !== 204 };
      },
    };
  };
}

function addressOf(id: string, apiVersion: string): string {
  return `${armPath(service, id)}?${new URLSearchParams({ 'api-version': apiVersion })}`;
}

function resourceIn({ headers, body }: PlainAnswer): ArmResource {
  const [read] = parseRows(service, Body, [body]) as [z.infer<typeof Body>];
  const etag = headers.get('etag') ?? read.etag ?? read.eTag;
  return { body: read, ...(etag && { etag }) };
}
