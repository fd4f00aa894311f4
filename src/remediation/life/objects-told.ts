import type { PlannedObject } from '../../model/remediation.ts';
import { fingerprintOf } from '../fingerprint.ts';

/** In characters: with all else that stands in it, a line of the audit goes whole to Log Analytics. */
const most = 40_000;

/**
 * The objects of a change as a line of the audit tells them. Of very many (a drain) the first stand there, with how many
 * more there are and the SHA-256 of all. Pure.
 */
export function objectsTold(objects: readonly PlannedObject[]): {
  diff: readonly PlannedObject[];
  diffCut?: { more: number; sha256: string };
} {
  let room = most;
  const past = objects.findIndex((it) => {
    room -= JSON.stringify(it).length;
    return room < 0;
  });
  if (past < 0) return { diff: objects };
  return { diff: objects.slice(0, past), diffCut: { more: objects.length - past, sha256: fingerprintOf(objects) } };
}
