import { recordOf } from '../reading/record-of.ts';
import type { AlertRequest, Handshake } from '../source.ts';

/**
 * How a subscription is made sure that we want it. Event Grid's own schema posts an event whose code must come back
 * with 200 (202 is no answer); CloudEvents asks with OPTIONS whether its origin may send.
 */
export function handshake({ method, headers, body }: AlertRequest): Handshake | undefined {
  return method === 'OPTIONS' ? allowOrigin(headers['webhook-request-origin']) : confirm(body);
}

/** Grants nothing by itself: each post is verified. */
function allowOrigin(origin: string | string[] | undefined): Handshake | undefined {
  if (typeof origin !== 'string' || !/^[a-z0-9.-]{1,253}$/i.test(origin)) return undefined;
  return { status: 200, headers: { 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' } };
}

function confirm(body: unknown): Handshake | undefined {
  if (!Array.isArray(body)) return undefined;
  for (const event of body) {
    const it = recordOf(event);
    if (it?.eventType !== 'Microsoft.EventGrid.SubscriptionValidationEvent') continue;
    const code = recordOf(it.data)?.validationCode;
    if (typeof code === 'string') return { status: 200, body: { validationResponse: code } };
  }
  return undefined;
}
