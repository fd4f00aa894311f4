import { z } from 'zod';
import { gapOf } from '../../azure/gap.ts';
import { createQueryLimit } from '../../azure/query-limit.ts';
import { subscriptionsOf } from '../../azure/subscriptions-of.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import { lostOf } from '../defender/lost.ts';
import { newsOf } from '../defender/news.ts';
import { readRows } from '../defender/read-rows.ts';
import { readWatermark, writeWatermark } from '../defender/watermark.ts';
import { defineSource } from '../source.ts';

const config = z.strictObject({
  everySeconds: z.number().int().min(30).max(3600).default(120).describe('How long to wait between two polls.'),
  subscriptions: z
    .array(z.guid())
    .min(1)
    .optional()
    .describe('Subscriptions to ask; without it every one that has a cluster or a registry.'),
  lostAfterPolls: z
    .number()
    .int()
    .min(2)
    .max(1_000)
    .default(5)
    .describe('An alert that is in none of so many readings running is over: Defender no longer has it.'),
  firstHours: z.number().min(0).max(2160).default(24).describe('How old an alert may be to be told by the first poll.'),
});

/** So many subscriptions are asked at the same time: a company may have hundreds. */
const atOnce = 8;
/** Waiting in line ends by itself: each question has its own limit of time. */
const whole = new AbortController().signal;

/** Security alerts of Defender for Cloud, asked over ARM: new ones, those that are over, and those that were opened again. */
export const defender = defineSource<z.infer<typeof config>>({
  name: 'defender',
  title: 'Defender for Cloud, polled',
  config,
  everySeconds: ({ everySeconds }) => everySeconds,
  async poll(azure, watermark, { now, config: { subscriptions, firstHours, lostAfterPolls } }) {
    const before = readWatermark(watermark);
    const after = { ...before };
    const since = now.getTime() - firstHours * 60 * 60 * 1000;
    const asked = subscriptions ?? (await subscriptionsOf(azure));
    const limit = createQueryLimit(atOnce);
    const answers = await Promise.allSettled(asked.map((id) => limit.run(whole, () => azure.defender.alertRows(id))));
    const failures = answers.flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []));
    const bug = failures.find((it) => !(it instanceof UpstreamError));
    if (bug !== undefined || (failures.length > 0 && failures.length === asked.length)) throw bug ?? failures[0];
    const gaps: Gap[] = [];
    const lost: string[] = [];
    const alerts = answers.flatMap((answer, index) => {
      const id = asked[index] ?? '';
      if (answer.status === 'rejected') {
        gaps.push(gapOf(answer.reason as UpstreamError, `security alerts of subscription ${id}`));
        return [];
      }
      const { found, gap } = readRows(answer.value, { now, subscription: id });
      if (gap) gaps.push(gap);
      const { news, after: read } = newsOf(found, before[id], since);
      const missing = lostOf(found, before[id], read, { polls: lostAfterPolls, isWhole: gap === undefined });
      lost.push(...missing.lost);
      after[id] = missing.after;
      return news.map(({ alert }) => alert);
    });
    return { alerts, watermark: writeWatermark(after), gaps, lost };
  },
  example: {
    id: '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.Security/locations/westeurope/alerts/2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708',
    name: '2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708',
    type: 'Microsoft.Security/Locations/alerts',
    properties: {
      version: '2022-01-01',
      alertType: 'K8S_PrivilegedContainer',
      systemAlertId: '2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708',
      alertDisplayName: 'Privileged container detected',
      description: 'The audit log of the cluster shows a new privileged container.',
      severity: 'Low',
      intent: 'PrivilegeEscalation',
      startTimeUtc: '2026-11-29T08:21:07.1130000Z',
      endTimeUtc: '2026-11-29T08:21:07.1130000Z',
      timeGeneratedUtc: '2026-11-29T08:22:41.8700000Z',
      processingEndTimeUtc: '2026-11-29T08:22:44.0200000Z',
      resourceIdentifiers: [
        {
          azureResourceId:
            '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu',
          type: 'AzureResource',
        },
      ],
      remediationSteps: ['Find the container and check whether it must be privileged.'],
      status: 'Active',
      alertUri:
        'https://portal.azure.com/#blade/Microsoft_Azure_Security/AlertBlade/alertId/2517190834728869999_1a2b3c4d-5e6f-4708-91a2-b3c4d5e6f708/subscriptionId/5b7c1f0e-0000-4000-8000-000000000001/resourceGroup/rg-prod-weu/referencedFrom/alertDeepLink/location/westeurope',
      compromisedEntity: 'prod-weu',
      extendedProperties: { Namespace: 'payments', 'Pod name': 'payments-debug', 'Container name': 'debug' },
      entities: [],
    },
  },
});
