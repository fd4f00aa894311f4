import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import { type ScheduledRecord, scheduledEvent } from '../platform/scheduled-event.ts';
import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import { defineSource } from '../source.ts';

const name = 'aks-maintenance';
const config = z.strictObject({
  everySeconds: z.number().int().min(60).max(86_400).default(300).describe('How long to wait between two polls.'),
});

const Row = z.object({ id: z.string(), properties: z.unknown() });
const Watermark = z.record(z.string(), z.string());
/** Records are kept for weeks; a company may have thousands of clusters. */
const mostKnown = 10_000;

/**
 * Maintenance of AKS that Communication Manager tells of (Resource Graph, containerserviceeventresources): planned, begun,
 * done, failed, called off. A record is told when it is new or its state is another one. What is over already when it is
 * read for the first time is told to nobody.
 */
export const aksMaintenance = defineSource<z.infer<typeof config>>({
  name,
  title: 'AKS maintenance, polled',
  config,
  everySeconds: ({ everySeconds }) => everySeconds,
  async poll(azure, watermark, { now }) {
    const { rows, truncated } = await azure.graph.query(
      graphKql`containerserviceeventresources
| where type =~ 'microsoft.containerservice/managedclusters/scheduledevents'
| project id, properties
| order by id asc`,
      Row,
    );
    const before = readWatermark(watermark);
    const after: Record<string, string> = {};
    const records = rows.map((row): ScheduledRecord => {
      return { source: name, id: row.id, properties: propertiesOf(row.properties), raw: row };
    });
    const alerts = records.flatMap((record) => {
      const alert = scheduledEvent(record, now);
      if (!alert) return [];
      const { identity, status, labels } = alert;
      const state = labels.event_status ?? '';
      const known = before[identity];
      after[identity] = state;
      return known === state || (known === undefined && status === 'resolved') ? [] : [alert];
    });
    const unread = records.filter(({ properties }) => textOf(properties.eventStatus) === undefined).length;
    return {
      alerts,
      watermark: JSON.stringify(Object.fromEntries(Object.entries(after).slice(-mostKnown))),
      gaps: [
        ...(truncated ? [gap('records beyond the first ten thousand', 'Resource Graph gave no more.')] : []),
        ...(unread > 0 ? [gap(`${unread} records`, 'Resource Graph answered in a form that is not understood.')] : []),
      ],
    };
  },
  example: {
    id: '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu/scheduledEvents/4d2f7c3e-1b0a-4f5d-8c3e-5f1b2a9d7e60',
    properties: {
      eventId: '4d2f7c3e-1b0a-4f5d-8c3e-5f1b2a9d7e60',
      eventStatus: 'Scheduled',
      eventDetails: 'K8sVersionUpgrade: the cluster is upgraded to its next patch.',
      scheduledTime: '2026-12-06T02:00:00Z',
      startTime: '0001-01-01T00:00:00Z',
      lastUpdateTime: '2026-11-29T02:00:00Z',
      resources: [
        '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu',
      ],
      resourceType: 'ManagedCluster',
    },
  },
});

const gap = (what: string, why: string) => ({
  ...{ what: `${what} of AKS maintenance`, service: 'Resource Graph' as const, why },
  next: 'Look at the clusters in the portal.',
});

/** Resource Graph gives them as an object; some of its tables, as the text of one. */
function propertiesOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'string') return recordOf(value) ?? {};
  try {
    return recordOf(JSON.parse(value)) ?? {};
  } catch {
    // The row then lacks what it must have, and is counted among those that were not understood.
    return {};
  }
}

function readWatermark(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  try {
    return Watermark.parse(JSON.parse(text));
  } catch {
    // Written by another version: what is planned is told once more, under the same identity.
    return {};
  }
}
