import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { configSchema } from '../../src/config.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import { ingestionEndpoint, ingestionRuleId } from '../../src/lab/world/graph/ingestion-rule.ts';
import { workspaceDatabase } from '../../src/lab/world/tables/workspace-database.ts';
import { createWorld } from '../../src/lab/world/world.ts';
import type { AuditCopy } from '../../src/remediation/audit-copy/audit-copy.ts';
import { auditConfig } from '../../src/remediation/audit-copy/audit-copy-config.ts';
import { copyAudit, wantCopying } from '../../src/remediation/audit-copy/copy-audit.ts';
import { createAuditCopy } from '../../src/remediation/audit-copy/create-audit-copy.ts';
import { hashOf } from '../../src/store/audit-chain.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { startWorker } from '../../src/store/worker.ts';
import { run } from '../lab/kql/tables.ts';
import { createDrivenClock, type DrivenClock } from '../teams/driven-clock.ts';

const begin = new Date('2026-11-25T12:00:00Z');
const log = pino({ level: 'silent' });
const minute = 60_000;
const world = createWorld({ now: begin, quiet: true });
const { workspace } = world.cluster('prod-weu');
const config = auditConfig.parse({
  copy: { endpoint: ingestionEndpoint(workspace), rule: ingestionRuleId(workspace) },
});
const chainQuery = /```kusto\n(WatchkeeperAudit_CL[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';

let running: RunningAzure;
let store: Store;
let clock: DrivenClock;
let copy: AuditCopy;
beforeAll(async () => {
  running = await startAzure({ world, clock: createDrivenClock(begin) });
});
beforeEach(async () => {
  clock = createDrivenClock(begin);
  store = await openStore({ path: ':memory:' });
  const { credential, transport } = running;
  const connection = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) });
  if (!config.copy) throw new Error('there is no target');
  copy = { store, clock, log, connection, target: config.copy };
  running.faults.clear();
  world.arm.ingested.clear();
});
afterEach(() => store.close().catch(() => undefined));
afterAll(() => running.close());

const key = `${workspace.customerId}/WatchkeeperAudit_CL`;
const arrived = () => (world.arm.ingested.get(key) ?? []).map(({ row }) => row);
const seqs = () => arrived().map((it) => Number(it.Seq));
const counted = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

async function write(lines: number, detail = 'x', at = clock.now()): Promise<void> {
  const actor = { tenantId: 't1', objectId: 'o1', teamsId: '', name: 'Änn "A"' };
  const line = {
    at,
    actor,
    what: 'why',
    outcome: 'done' as const,
    requestId: 'r1',
    facts: { change: 12, diff: 'é\n' },
  };
  await store.together(at, async (writing) => {
    for (let n = 0; n < lines; n++) await writing.audit({ ...line, detail: `${detail} ${n}` });
  });
}

it('brings every line, with all that its hash is over, in as many calls as it takes', async () => {
  await write(30, 'y'.repeat(50_000));
  await write(1_000);
  await wantCopying(copy);

  for (let call = 0; seqs().length < 1_030 && call < 5; call++) await copyAudit(copy);

  expect(seqs()).toEqual(counted(1, 1_030));
  const rows = arrived().map((it) => ({
    ...{ seq: Number(it.Seq), previous: String(it.Previous), hash: String(it.Hash) },
    ...{ at: Date.parse(String(it.At)), tenant_id: String(it.Tenant), object_id: String(it.ObjectId) },
    ...{ name: String(it.Who), what: String(it.What), detail: String(it.Detail), outcome: String(it.Outcome) },
    ...{ request_id: String(it.RequestId), authority: String(it.Authority), facts: String(it.Facts) },
  }));
  expect(rows.map(hashOf)).toEqual(rows.map((it) => it.hash));
  expect(rows.slice(1).map((it) => it.previous)).toEqual(rows.slice(0, -1).map((it) => it.hash));
});

it.each([
  ['an answer that is lost', { loses: true }, 2],
  ['a connection that ends', { reset: true }, 1],
  ['a role that is missing', { status: 403 }, 1],
  ['too much at once', { status: 429, retryAfterSeconds: 1 }, 1],
  ['Azure that is down', { status: 503 }, 1],
])('loses no line by %s', async (_, fault, times) => {
  await wantCopying(copy);
  await write(3);
  running.faults.set('ingestion', fault);

  await expect(copyAudit(copy)).rejects.toThrow();
  running.faults.clear();
  await write(2);
  await copyAudit(copy);

  // Sent, but never noted as sent: what was there is there once more.
  expect(seqs()).toEqual(times === 2 ? [1, 2, 3, 1, 2, 3, 4, 5] : [1, 2, 3, 4, 5]);
});

it("finds by the README's query where the copy does not hold together, and not what is there twice", async () => {
  await write(6);
  await copyAudit(copy);
  const rows = world.arm.ingested.get(key) ?? [];
  const found = () => run(chainQuery, workspaceDatabase(world, workspace, clock.now())).map((it) => it.Seq);

  world.arm.ingested.set(key, [...rows, ...rows.slice(2)]);
  expect(found()).toEqual([]);
  world.arm.ingested.set(key, rows.toSpliced(2, 1));
  expect(found()).toEqual([4]);
  world.arm.ingested.set(
    key,
    rows.map((it) => (it.row.Seq === 3 ? { ...it, row: { ...it.row, Hash: 'other' } } : it)),
  );
  expect(found()).toEqual([4]);
});

it('is tried again by itself, says how far it is behind, and is no fault while old lines are on their way', async () => {
  await write(2, 'old', new Date(begin.getTime() - 100 * minute));
  const { tasks, want, faults, text } = createAuditCopy({ ...copy, config });
  await want();
  running.faults.set('ingestion', { status: 403 });
  const worker = startWorker({ store, clock, log, tasks });
  await worker.idle();

  expect(await text()).toContain('watchkeeper_audit_copy_oldest_seconds 6000\n');
  expect(await faults()).toEqual([]);
  for (let n = 0; n < 20; n++) await passed(minute);
  expect(await faults()).toEqual(['the copy of the audit waits since 20 minutes']);
  expect(seqs()).toEqual([]);

  running.faults.clear();
  for (let n = 0; n < 16; n++) await passed(minute);
  expect(seqs()).toEqual([1, 2]);
  await write(1);
  expect(await text()).toContain('watchkeeper_audit_copy_oldest_seconds 0\n');
  await passed(minute);
  expect([seqs(), await faults()]).toEqual([[1, 2, 3], []]);
  await worker.close();

  async function passed(ms: number): Promise<void> {
    await clock.advance(ms);
    worker.wake();
    await worker.idle();
  }
});

it('copies nothing without settings, and no longer to what they named before', async () => {
  await write(1);
  const none = createAuditCopy({ ...copy, config: {} });
  const other = createAuditCopy({ ...copy, config: { copy: { ...copy.target, stream: 'Custom-Other_CL' } } });

  for (const { tasks } of [none, other]) {
    await wantCopying(copy);
    const worker = startWorker({ store, clock, log, tasks });
    await worker.idle();
    await worker.close();
  }

  await none.want();
  expect([await none.text(), await none.faults(), [...world.arm.ingested]]).toEqual(['', [], []]);
  expect(await store.jobs.nextAt(['slow'])).toBeUndefined();
});

it('goes to Azure Monitor alone', () => {
  const { error } = auditConfig.safeParse({ copy: { endpoint: 'https://evil.example/', rule: 'dcr-1' } });

  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['copy.endpoint', 'copy.rule']);
});

it('is done by the app, which shows its lag', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-copy-'));
  const settings = configSchema.parse({
    teams: { appId: 'app', appType: 'UserAssignedMSI', tenantId: 't1' },
    server: { host: '127.0.0.1', port: 0 },
    audit: config,
    store: { path: join(folder, 'w.db') },
  });
  await store.close();
  store = await openStore(settings.store);
  await write(2);
  await store.close();
  const trust = { tenantId: 't1', serviceUrls: ['http://127.0.0.1:9/'], anonymous: true };
  const { credential, transport } = running;
  const app = await createApp(settings, { credential, transport, clock, trust, log });

  await vi.waitFor(() => expect(seqs()).toEqual([1, 2]));

  const { url } = await app.listen();
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  expect(metrics).toContain('watchkeeper_audit_copy_oldest_seconds 0');
  await app.close();
  rmSync(folder, { recursive: true });
});
