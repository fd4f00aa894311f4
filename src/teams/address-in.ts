import type { Address } from '../store/outbox.ts';
import type { Writing } from '../store/writing.ts';
import type { Trust } from './trust.ts';

/** Teams' service for every region, for channels from which nobody has spoken yet. */
const anywhere = 'https://smba.trafficmanager.net/teams/';

/** Where a channel of a tenant is reached: where it was last heard from, else Teams' service for every region. */
export function addressIn(
  tenantId: string,
  { serviceUrls }: Pick<Trust, 'serviceUrls'>,
): (channel: string, writing: Writing) => Promise<Address> {
  return async (channel, writing) => {
    const known = await writing.conversation(tenantId, channel);
    const [own = ''] = serviceUrls;
    const serviceUrl = known?.serviceUrl ?? (anywhere.startsWith(own) ? anywhere : own.replace(/:\*$/, ''));
    return { tenantId, conversationId: channel, serviceUrl };
  };
}
