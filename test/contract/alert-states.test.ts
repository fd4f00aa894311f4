import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlertStates } from '../../src/azure/alert-states.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import { createWorld, type World } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';

let world: World;
let azure: RunningAzure;
let states: AlertStates;
beforeAll(async () => {
  world = createWorld({ now: new Date() });
  azure = await startAzure({ world, clock: systemClock });
  const { credential, transport } = azure;
  const log = pino({ level: 'silent' });
  const connection = connectAzure({ credential, transport, clock: systemClock, log, config: azureConfig.parse({}) });
  states = connection.until(new AbortController().signal).alertStates;
});
beforeEach(() => {
  azure.faults.clear();
  azure.requests.clear();
});
afterAll(() => azure.close());

describe('states of alerts over ARM', () => {
  it('acknowledges, closes and renews an alert of Azure Monitor, with who did it', async () => {
    const [alert] = world.monitorAlerts;
    if (!alert) throw new Error('the world has no alert');
    await states.setMonitorAlert(alert.id, 'acknowledged', 'by Ann');
    expect(alert.state).toEqual({ is: 'Acknowledged', comment: 'by Ann' });

    await states.setMonitorAlert(alert.id, 'resolved', 'by Ann');
    expect(alert.state?.is).toBe('Closed');
    await states.setMonitorAlert(alert.id, 'reopened', '');
    expect(alert.state?.is).toBe('New');
  });

  it('reads whether an alert of Azure Monitor is over, and whether its rule will ever say so', async () => {
    const [alert, over] = world.monitorAlerts;
    if (!alert || !over) throw new Error('the world has no two alerts');
    const { rule = '' } = await states.monitorAlert(alert.id);
    expect(await states.resolvesItself(rule)).toBe(true);
    expect([await states.monitorAlert(alert.id), await states.monitorAlert(over.id)]).toMatchObject([
      { isOver: false },
      { isOver: true },
    ]);

    alert.statelessBy = 'log search';
    const log = await states.monitorAlert(alert.id);
    expect(await states.resolvesItself(log.rule ?? '')).toBe(false);
    await states.setMonitorAlert(alert.id, 'resolved', '');
    expect((await states.monitorAlert(alert.id)).isOver).toBe(true);
    azure.faults.set('arm', { status: 403 });
    await expect(states.monitorAlert(alert.id)).rejects.toMatchObject({ reason: 'forbidden' });
  });

  it('moves an alert of Defender for Cloud in its region', async () => {
    const [alert] = world.alerts;
    if (!alert) throw new Error('the world has no alert');
    const { subscription, resourceGroup, location } = alert.cluster;
    const id = `/subscriptions/${subscription.id}/resourceGroups/${resourceGroup}/providers/Microsoft.Security/locations/${location}/alerts/${alert.name}`;
    for (const [state, status] of [
      ['acknowledged', 'InProgress'],
      ['resolved', 'Resolved'],
      ['dismissed', 'Dismissed'],
      ['reopened', 'Active'],
    ] as const) {
      await states.setSecurityAlert(id, state);
      expect(alert.status).toBe(status);
    }
  });

  it('tries once, and says what became of it', async () => {
    azure.faults.set('arm', { status: 503 });
    const id = world.monitorAlerts[0]?.id ?? '';

    await expect(states.setMonitorAlert(id, 'acknowledged', '')).rejects.toMatchObject({
      status: 503,
      retryable: true,
    });
    expect(azure.requests.all()).toHaveLength(1);
    azure.faults.clear();
    await expect(states.setMonitorAlert(`${id}0`, 'acknowledged', '')).rejects.toMatchObject({ reason: 'not-found' });
  });

  it.each([
    '/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/a?x=1',
    '/subscriptions/s/../x/providers/Microsoft.AlertsManagement/alerts/a',
    '//evil.example/providers/Microsoft.AlertsManagement/alerts/a',
    '/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/a%2f..',
    '/subscriptions/s/providers/Microsoft.Compute/virtualMachines/a',
    '/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/..',
    '',
  ])('asks nobody about "%s", which is no alert', async (id) => {
    await expect(states.setMonitorAlert(id, 'acknowledged', '')).rejects.toMatchObject({ reason: 'malformed' });
    await expect(states.monitorAlert(id)).rejects.toMatchObject({ reason: 'malformed' });
    await expect(states.setSecurityAlert(id, 'acknowledged')).rejects.toMatchObject({ reason: 'malformed' });
    expect(azure.requests.all()).toEqual([]);
  });
});
