import { z } from 'zod';
import { MalformedBody } from '../malformed-body.ts';
import { recordOf } from '../reading/record-of.ts';
import { registryEvent } from '../registry/registry-event.ts';
import { defineSource } from '../source.ts';

const config = z.strictObject({});

/**
 * The webhooks that a container registry itself calls: push, delete, chart_push, chart_delete, quarantine.
 * Each is an event (label kind=event): it is told once and nothing resolves it. A ping brings no alert.
 */
export const acr = defineSource<z.infer<typeof config>>({
  name: 'acr',
  title: 'Container Registry webhook',
  config,
  accepted: 200,
  parse(body, { now }) {
    const event = recordOf(body);
    if (typeof event?.action !== 'string')
      throw new MalformedBody('action: must say what was done (push, delete, ...)');
    if (event.action === 'ping') return [];
    return [registryEvent({ source: 'acr', data: event, raw: body, now })];
  },
  example: {
    id: '8f0c1d52-6a1f-4f0e-9a57-3b1f6f0d9c11',
    timestamp: '2026-11-29T08:40:11.201837465Z',
    action: 'push',
    target: {
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      size: 1892,
      digest: 'sha256:3b0f8f6c9d2e41a7b5c80d9e6f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c',
      length: 1892,
      repository: 'payments-api',
      tag: '1.9.0',
    },
    request: {
      id: 'c1d1f7a0-3c5f-4f43-8a0b-6f4f6a1d2e90',
      host: 'contoso.azurecr.io',
      method: 'PUT',
      useragent: 'docker/27.3.1 go/go1.22.7',
    },
  },
});
