import type { Azure } from '../../../src/azure/azure.ts';
import { UpstreamError } from '../../../src/errors.ts';
import * as shelf from '../../../src/security/checks/index.ts';
import type { Check } from '../../../src/security/posture/check.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import { postureReading } from '../../../src/security/posture/posture-reading.ts';
import { readPosture } from '../../../src/security/posture/read-posture.ts';
import type { ReadResource } from '../../../src/security/posture/read-resources.ts';

/** What a resource's row of Resource Graph says beside its name. */
export type Body = Partial<Pick<ReadResource, 'sku' | 'identity' | 'kind'>> & { properties?: unknown };

export const now = new Date('2026-11-20T10:00:00Z');

/** Every check of the shelf, by its code. */
export const checks = new Map<string, Check>(
  Object.values(shelf).flatMap((it) => it.checks.map((check) => [check.code, check] as const)),
);

/** Answers no question at all: only what the body says is known. */
const deaf = new Proxy({}, { get: (_, gateway) => refuse(String(gateway)) }) as Azure;

function refuse(gateway: string) {
  return new Proxy(
    {},
    {
      get: () => () => Promise.reject(new UpstreamError('Resource Graph', 'forbidden', `was asked for ${gateway}`)),
    },
  );
}

/** A resource of the check's first type. */
export function resourceWith(code: string, body: Body): ReadResource {
  const { properties, ...rest } = body;
  return {
    ...{ id: '/subscriptions/s/resourceGroups/g/providers/p/t/it', type: checks.get(code)?.of[0] ?? '', name: 'it' },
    ...{ subscriptionId: 's', resourceGroup: 'g', location: 'westeurope', tags: {} },
    ...{ ...rest, properties: (properties ?? {}) as Record<string, unknown> },
  };
}

/** What a check says of a body, with no answer from anywhere else. */
export async function judgedByBody(code: string, body: Body) {
  const check = checks.get(code);
  if (!check) throw new Error(`the shelf has no check ${code}`);
  const reading = postureReading({ azure: deaf, config: postureConfig.parse({}), now });
  const practice = { code: 'p', title: 'P', also: [], why: 'W.', checks: [check] };
  const [finding] = await readPosture(reading, [practice], [resourceWith(code, body)], { closely: true });
  if (!finding) throw new Error(`${code} says nothing`);
  return finding;
}
