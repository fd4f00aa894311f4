import { describe, expect, it } from 'vitest';
import { cryptoMiner } from '../../../src/lab/scenarios/crypto-miner.ts';
import { healthy } from '../../../src/lab/scenarios/healthy.ts';
import { givenAzure } from './given-azure.ts';

interface Alert {
  properties: { alertType: string; status: string; severity: string; extendedProperties: Record<string, string> };
}

const given = givenAzure();

async function alerts(): Promise<Alert[]> {
  const { subscription } = given.world.cluster('prod-weu');
  const path = `/subscriptions/${subscription.id}/providers/Microsoft.Security/alerts?api-version=2022-01-01`;
  const headers = { authorization: 'Bearer token', 'x-lab-host': 'management.azure.com' };
  const response = await fetch(given.azure.url + path, { headers });
  return ((await response.json()) as { value: Alert[] }).value;
}

describe('Defender of the range', () => {
  it('reports the miner once, with its namespace and the pod whose CPU is at the limit', async () => {
    cryptoMiner.apply(given.world);

    const found = await alerts();

    const pod = given.world.cluster('prod-weu').pods.find((it) => it.extraCpu.size > 0);
    expect(found.map((it) => it.properties)).toMatchObject([
      {
        alertType: 'K8S.NODE_CryptoCoinMinerExecution',
        status: 'Active',
        severity: 'Medium',
        extendedProperties: { Namespace: 'payments', 'Pod name': pod?.name },
      },
    ]);
  });

  it('reports nothing when all is well', async () => {
    healthy.apply(given.world);

    expect(await alerts()).toEqual([]);
  });
});
