import type { ArmEdit, ArmRecords } from '../arm-records.ts';
import { seededUuid } from '../seeded.ts';
import type { ArmBody } from './graph-row.ts';

/** What the world itself says of a resource, whatever a body holds that was sent. */
const living = [
  'agentPoolProfiles',
  'provisioningState',
  'powerState',
  'currentKubernetesVersion',
  'fqdn',
  'privateFQDN',
  'azurePortalFQDN',
  'loginServer',
  'creationDate',
];

/** A resource's body with what somebody set on it, and its state while a change of it runs. */
export function edited<Body extends ArmBody>(records: ArmRecords, body: Body): Body {
  const id = body.id.toLowerCase();
  const edit = records.edits.get(id);
  const runs = records.operations.some((it) => it.resourceId === id && !it.ended);
  if (!edit && !runs) return body;
  return {
    ...body,
    ...(edit?.tags && { tags: edit.tags }),
    properties: {
      ...(merged(body.properties, edit?.properties ?? {}) as object),
      ...(runs && { provisioningState: 'Updating' }),
    },
  };
}

/** Keeps a change: a whole body (PUT) takes the place of what was set before, a part of one (PATCH) is laid over it. */
export function keepEdit(records: ArmRecords, id: string, sent: ArmEdit, whole: boolean): void {
  const key = id.toLowerCase();
  const before = whole ? {} : (records.edits.get(key) ?? {});
  const properties = Object.fromEntries(
    Object.entries(sent.properties ?? {}).filter(([name]) => !living.includes(name)),
  );
  const tags = sent.tags ?? before.tags;
  records.edits.set(key, {
    ...(tags && { tags }),
    properties: merged(before.properties ?? {}, properties) as Record<string, unknown>,
  });
  records.versions.set(key, (records.versions.get(key) ?? 0) + 1);
}

/** A resource's ETag: another one after every change. */
export function etagOf(records: ArmRecords, id: string): string {
  const key = id.toLowerCase();
  return seededUuid(`etag/${key}/${records.versions.get(key) ?? 0}`);
}

/** JSON merge patch (RFC 7396): null takes a field away, lists are replaced. */
function merged(onto: unknown, over: unknown): unknown {
  if (over === null || typeof over !== 'object' || Array.isArray(over)) return over;
  const base = onto !== null && typeof onto === 'object' && !Array.isArray(onto) ? { ...onto } : {};
  const result = base as Record<string, unknown>;
  for (const [name, value] of Object.entries(over)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}
