import { armOperationOf } from './arm-operation-of.ts';
import type { Answer, Call, Service } from './call.ts';
import { identityOf } from './lab-token.ts';

const most = 5_000;

/** Writes into the Activity Log what a request did over ARM; reading, and getting credentials, leaves no line. */
export function recordActivity({ api }: Service, call: Call, { status }: Answer): void {
  if (
    !['arm', 'aks', 'defender'].includes(api) ||
    call.method === 'GET' ||
    /credential$|\/runcommand$/i.test(call.path)
  )
    return;
  const { activities } = call.world.arm;
  const { correlationId, now: at } = call;
  const line = { ...armOperationOf(call), at, caller: identityOf(call), correlationId };
  activities.push({ ...line, status: 'Started' }, { ...line, status: status < 400 ? 'Succeeded' : 'Failed' });
  if (activities.length > most) activities.splice(0, activities.length - most);
}
