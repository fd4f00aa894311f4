import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import type { Directory } from '../../src/azure/directory.ts';
import { gapOf } from '../../src/azure/gap.ts';
import type { UpstreamError } from '../../src/errors.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import { labPeople } from '../../src/lab/page/people.ts';
import { labGroups } from '../../src/lab/world/groups.ts';
import { createWorld, type World } from '../../src/lab/world/world.ts';
import { systemClock } from '../../src/model/clock.ts';

const idOf = (name: string) => labPeople.find((it) => it.name.startsWith(name))?.objectId ?? '';
const [bob, ann] = [idOf('Bob'), idOf('Ann')];
const { approvers, platformLeads, security } = labGroups;
const idle = new AbortController().signal;

let world: World;
let azure: RunningAzure;
let directory: (signal?: AbortSignal) => Directory;
beforeAll(async () => {
  world = createWorld({ now: new Date(), quiet: true });
  azure = await startAzure({ world, clock: systemClock });
  const { credential, transport } = azure;
  const log = pino({ level: 'silent' });
  const connection = connectAzure({ credential, transport, clock: systemClock, log, config: azureConfig.parse({}) });
  directory = (signal = idle) => connection.until(signal).directory;
});
beforeEach(() => {
  azure.faults.clear();
  azure.requests.clear();
});
afterAll(() => azure.close());

const groupId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('Microsoft Graph over HTTP', () => {
  it('tells the groups that somebody is in, through other groups too, whatever the case of the ids', async () => {
    const asked = [approvers.toUpperCase(), platformLeads, security];

    expect(await directory().groupsOf(bob, asked)).toEqual([approvers, platformLeads]);
    expect(await directory().groupsOf(ann, asked)).toEqual([]);
  });

  it('asks for twenty groups at a time: 41 are three requests', async () => {
    const many = Array.from({ length: 40 }, (_, n) => groupId(n));

    expect(await directory().groupsOf(bob, [...many, approvers])).toEqual([approvers]);

    expect(azure.requests.all().map(({ host, path }) => host + path)).toEqual(
      Array.from({ length: 3 }, () => `graph.microsoft.com/v1.0/users/${bob}/checkMemberGroups`),
    );
  });

  it('does not take somebody whom the directory does not have for a member of nothing', async () => {
    const failure = await directory()
      .groupsOf(groupId(7), [approvers])
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ reason: 'not-found', status: 404 });
    expect(gapOf(failure as UpstreamError, 'your groups').next).toContain('Check that each group of my configuration');
  });

  it.each([
    ['is not allowed', { status: 403 }, 'forbidden', 1],
    ['has another address', { status: 404 }, 'not-found', 1],
    ['is throttled for longer than anyone waits', { status: 429, retryAfterSeconds: 30 }, 'throttled', 1],
  ])('%s: says so, and asks no more than it must', async (_, fault, reason, requests) => {
    azure.faults.set('directory', fault);

    const failure = directory().groupsOf(
      bob,
      Array.from({ length: 41 }, (_, n) => groupId(n)),
    );

    await expect(failure).rejects.toMatchObject({ name: 'UpstreamError', service: 'Microsoft Graph', reason });
    expect(azure.requests.all()).toHaveLength(requests);
  });

  it('names the permissions to grant', async () => {
    azure.faults.set('directory', { status: 403 });

    const failure = await directory()
      .groupsOf(bob, [approvers])
      .catch((error: unknown) => error);

    expect(gapOf(failure as UpstreamError, 'your groups')).toEqual({
      what: 'your groups',
      service: 'Microsoft Graph',
      why: 'Microsoft Graph does not allow this (403 Authorization_RequestDenied).',
      next: "Grant the bot's identity the application permissions GroupMember.Read.All and User.ReadBasic.All (User.Read.All where the tenant asks for it) on Microsoft Graph.",
    });
  });

  it('never answers, and the deadline ends it', async () => {
    azure.faults.set('directory', { hang: true });

    await expect(directory(AbortSignal.timeout(50)).groupsOf(bob, [approvers])).rejects.toMatchObject({
      reason: 'timeout',
    });
  });
});
