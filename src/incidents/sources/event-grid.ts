import { z } from 'zod';
import type { Alert } from '../../model/alert.ts';
import { aksEvent } from '../event-grid/aks-event.ts';
import { type GridEvent, gridEvents } from '../event-grid/grid-events.ts';
import { handshake } from '../event-grid/handshake.ts';
import { otherEvent } from '../event-grid/other-event.ts';
import { resourceEvent } from '../event-grid/resource-event.ts';
import { armLabels } from '../reading/arm-labels.ts';
import { registryEvent } from '../registry/registry-event.ts';
import { defineSource } from '../source.ts';

const config = z.strictObject({});

/**
 * Subscriptions of Azure Event Grid, in its own schema and as CloudEvents 1.0: events of registries and AKS, and
 * resource notifications. All but a resource's health and what AKS tells are events (label kind=event): told once, nothing
 * resolves them.
 */
export const eventGrid = defineSource<z.infer<typeof config>>({
  name: 'event-grid',
  title: 'Event Grid',
  config,
  accepted: 200,
  entra: { caller: '4962773b-9cdb-44cf-a8bf-237846a00ab7', role: 'AzureEventGridSecureWebhookSubscriber' },
  handshake,
  parse: (body, { now }) => gridEvents(body).map((event) => alertOf(event, now)),
  example: [
    {
      id: '0d4f6c1e-7b0a-4f5d-8c3e-5f1b2a9d7e60',
      topic:
        '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-shared/providers/Microsoft.ContainerRegistry/registries/contoso',
      subject: 'payments-api:1.9.0',
      eventType: 'Microsoft.ContainerRegistry.ImagePushed',
      data: {
        id: '0d4f6c1e-7b0a-4f5d-8c3e-5f1b2a9d7e60',
        timestamp: '2026-11-29T08:40:11.201837465Z',
        action: 'push',
        location: 'westeurope',
        target: {
          mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
          size: 1892,
          digest: 'sha256:3b0f8f6c9d2e41a7b5c80d9e6f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c',
          length: 1892,
          repository: 'payments-api',
          tag: '1.9.0',
        },
        request: { id: 'c1d1f7a0-3c5f-4f43-8a0b-6f4f6a1d2e90', host: 'contoso.azurecr.io', method: 'PUT' },
      },
      dataVersion: '2.0',
      metadataVersion: '1',
      eventTime: '2026-11-29T08:40:11.4031175Z',
    },
    {
      id: 'b2f7a9c4d1e84c0f9a3b5d6e7f8091a2b3c4d5e6',
      topic:
        '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu',
      subject: 'prod-weu',
      eventType: 'Microsoft.ContainerService.NodePoolRollingFailed',
      data: { nodePoolName: 'userpool' },
      dataVersion: '1',
      metadataVersion: '1',
      eventTime: '2026-11-29T08:44:00.0000000Z',
    },
  ],
});

function alertOf(event: GridEvent, now: Date): Alert {
  const family = event.type.toLowerCase();
  if (family.startsWith('microsoft.containerregistry.')) {
    return registryEvent({ ...event, source: 'event-grid', labels: armLabels(event.source), now });
  }
  if (family.startsWith('microsoft.containerservice.')) return aksEvent(event, now);
  if (family.startsWith('microsoft.resourcenotifications.')) return resourceEvent(event, now);
  return otherEvent(event, now);
}
