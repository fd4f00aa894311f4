import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { Access, Work } from './access.ts';
import { armPath } from './arm-path.ts';
import { parseRows } from './parse-rows.ts';
import { armOrigin, connectSender } from './plain-request.ts';

/** What somebody did to a resource over ARM, as the Activity Log tells it. */
export interface Activity {
  /** ARM id of the resource. */
  resourceId: string;
  /** "Microsoft.ContainerService/managedClusters/write". */
  operation: string;
  /** A person's user principal name, or the object or application id of an identity; empty when Azure itself did it. */
  caller: string;
  /** "Started", "Accepted", "Succeeded", "Failed". */
  status: string;
  at: Date;
  /** Shared by all that one request brought about; the same as a Receipt's. */
  correlationId: string;
}

/** The Activity Log (Microsoft.Insights/eventtypes/management/values, api-version 2015-04-01): 90 days, minutes behind. */
export interface ActivityLog {
  /**
   * What was done to a resource, newest first; at most a thousand, and `cut` says that there is more. What lies below it
   * (an agent pool) has an id of its own. Throws UpstreamError.
   */
  of(resourceId: string, window: { from: Date; to: Date }): Promise<{ activities: Activity[]; cut: boolean }>;
}

const service = 'Activity Log';
const most = 1_000;

const Event = z
  .object({
    resourceId: z.string(),
    operationName: z.object({ value: z.string() }),
    status: z.object({ value: z.string() }),
    caller: z.string().nullish(),
    eventTimestamp: z.coerce.date(),
    correlationId: z.string().default(''),
  })
  .transform(
    (it): Activity => ({
      resourceId: it.resourceId,
      operation: it.operationName.value,
      caller: it.caller ?? '',
      status: it.status.value,
      at: it.eventTimestamp,
      correlationId: it.correlationId,
    }),
  );

const Page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

const wanted = 'resourceId,operationName,status,caller,eventTimestamp,correlationId';

/** The Activity Log over ARM: one list is not worth an SDK. */
export function connectActivityLog(access: Access): (work: Work) => ActivityLog {
  const send = connectSender(access);

  return (work) => ({
    async of(resourceId, { from, to }) {
      const [subscription = ''] =
        armPath(service, resourceId)
          .split(/^\/subscriptions\//i)[1]
          ?.split('/') ?? [];
      const target = `subscription ${subscription}`;
      const query = new URLSearchParams({
        'api-version': '2015-04-01',
        $filter: `eventTimestamp ge '${from.toISOString()}' and eventTimestamp le '${to.toISOString()}' and resourceUri eq '${resourceId}'`,
        $select: wanted,
      });
      const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`;
      const activities: Activity[] = [];
      let next: string | undefined = `${path}?${query}`;
      while (next && activities.length < most) {
        const { body } = await send(work, { service, target, method: 'GET', url: next });
        const [page] = parseRows(service, Page, [body]) as [z.infer<typeof Page>];
        activities.push(...parseRows(service, Event, page.value));
        next = page.nextLink ?? undefined;
        // A link from outside: only ARM itself gets the bot's token.
        if (next && new URL(next, armOrigin).origin !== armOrigin)
          throw new UpstreamError(service, 'malformed', 'gave a link that leads elsewhere', { target });
      }
      activities.sort((a, b) => b.at.getTime() - a.at.getTime());
      return { activities: activities.slice(0, most), cut: next !== undefined || activities.length > most };
    },
  });
}
