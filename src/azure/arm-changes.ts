import type { Receipt } from './receipt.ts';

/** A resource as Azure Resource Manager gives it, with what is needed to change it unseen by nobody. */
export interface ArmResource {
  /** The body as it came: id, name, type, location, properties and what else the resource has. */
  body: { id: string; [field: string]: unknown };
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
  /** Replaces the whole resource (PUT). `etag` makes it If-Match, `'absent'` If-None-Match: *. */
  put(
    id: string,
    apiVersion: string,
    body: object,
    options?: { etag?: string | undefined; ifAbsent?: boolean },
  ): Promise<ArmChanged>;
  /** Deletes it; one that is not there any more is no error: `existed` is false then (204). */
  remove(
    id: string,
    apiVersion: string,
    options?: { etag?: string | undefined },
  ): Promise<Receipt & { existed: boolean }>;
}
