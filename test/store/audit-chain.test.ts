import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { auditCard } from '../../src/cards/audit.ts';
import { auditJson } from '../../src/store/audit-json.ts';
import { openStore, type StoreConfig } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { verifyAudit } from '../../src/store/verify-audit.ts';
import { onEveryEngine } from './engines.ts';

const at = new Date('2026-11-25T03:00:00Z');
const ann = { tenantId: 't1', objectId: 'o1', teamsId: '29:a', name: 'Änn \ud800\0' };
const line = (detail: string) => ({
  at,
  actor: ann,
  what: 'why',
  detail,
  outcome: 'done' as const,
  requestId: 'r1',
  facts: { change: 12, diff: 'a\nb \ud800\0' },
});

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const changed = "update audit set detail = 'other'";

onEveryEngine((fresh, engine) => {
  /** A database that can be closed and changed from outside. */
  const lasting = async (): Promise<StoreConfig> =>
    engine === 'SQLite' ? { path: join(folder, `${files++}.db`) } : fresh();

  it('chains the lines of replicas that write at the same time, with none lost and none out of its transaction', async () => {
    const config = await lasting();
    const stores =
      engine === 'SQLite' ? [await openStore(config)] : await Promise.all([1, 2, 3].map(() => openStore(config)));
    const writes = stores.flatMap((store, replica) =>
      Array.from({ length: 25 }, (_, n) =>
        n % 5 === 0
          ? store.together(at, async (writing) => {
              await writing.audit(line(`${replica}.${n} first`));
              await writing.enqueue({ task: 'x', key: `${n % 2}`, payload: {}, runAt: at });
              await writing.audit(line(`${replica}.${n} second`));
            })
          : store.audit(line(`${replica}.${n}`)),
      ),
    );

    await Promise.all(writes);

    const { auditLines } = stores[0] as Store;
    const verdict = await verifyAudit(auditLines);
    expect(verdict).toMatchObject({ right: 30 * stores.length });
    expect(verdict).not.toHaveProperty('fault');
    const rows = await auditLines.from(0, 1_000);
    const firsts = rows.filter(({ detail }) => detail.endsWith(' first'));
    expect(firsts.map(({ seq }) => rows[seq]?.detail)).toEqual(
      firsts.map(({ detail }) => detail.replace('first', 'second')),
    );
    await Promise.all(stores.map((it) => it.close()));
  });

  it('keeps no line of a transaction that failed', async () => {
    const store = await openStore(await fresh());

    const failing = store.together(at, async (writing) => {
      await writing.audit(line('lost'));
      throw new Error('no');
    });
    await Promise.allSettled([failing, store.audit(line('kept'))]);

    expect((await store.auditLines.page({ limit: 5 })).map(({ detail }) => detail)).toEqual(['kept']);
    await store.close();
  });

  it('refuses to change or remove a line, and finds what was changed past the refusal', async () => {
    const config = await lasting();
    const before = await openStore(config);
    await before.audit(line('1'));
    await before.close();

    await expect(run(config, 'delete from audit')).rejects.toThrow('append-only');
    await expect(run(config, 'delete from audit_head')).rejects.toThrow('append-only');
    await expect(run(config, changed)).rejects.toThrow('append-only');
    await run(config, [...unguarded(engine), changed].join(';'));

    const store = await openStore(config);
    expect((await verifyAudit(store.auditLines)).fault).toEqual({ kind: 'changed', seq: 1 });
    await store.close();
  });
});

it.each([
  ["update audit set detail = 'other' where seq = 3", { kind: 'changed', seq: 3 }],
  ["update audit set facts = '{}' where seq = 1", { kind: 'changed', seq: 1 }],
  ['delete from audit where seq = 4', { kind: 'missing', seq: 4 }],
  ['delete from audit where seq = 1', { kind: 'missing', seq: 1 }],
  ['delete from audit where seq >= 5', { kind: 'cut off', seq: 5 }],
  ['delete from audit', { kind: 'cut off', seq: 1 }],
  ['delete from audit_head', { kind: 'cut off', seq: 7 }],
  [
    'insert into audit select 7, at, tenant_id, object_id, name, what, detail, outcome, request_id, authority, facts, previous, hash from audit where seq = 1',
    { kind: 'inserted', seq: 7 },
  ],
  [
    'insert into audit select 0, at, tenant_id, object_id, name, what, detail, outcome, request_id, authority, facts, previous, hash from audit where seq = 1',
    { kind: 'inserted', seq: 0 },
  ],
  [
    'delete from audit where seq = 4; update audit set seq = 4 where seq = 5; update audit set seq = 5 where seq = 6',
    { kind: 'missing', seq: 4 },
  ],
  [
    'update audit set seq = 99 where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 99',
    { kind: 'changed', seq: 1 },
  ],
])('finds what was done by %s', async (tampering, fault) => {
  const config = { path: join(folder, `${files++}.db`) };
  const before = await openStore(config);
  await before.together(at, async ({ audit }) => {
    for (let n = 1; n <= 6; n++) await audit(line(`${n}`));
  });
  await before.close();
  await run(config, [...unguarded('SQLite'), tampering].join(';'));

  const store = await openStore(config);

  expect((await verifyAudit(store.auditLines)).fault).toEqual(fault);
  await store.close();
});

it('shows a line of which somebody changed what cannot be read any more, with what is there', async () => {
  const config = { path: join(folder, 'unreadable.db') };
  const before = await openStore(config);
  await before.together(at, async ({ audit }) => {
    for (let n = 1; n <= 4; n++) await audit(line(`${n}`));
  });
  await before.close();
  const set = (seq: number, what: string) => `update audit set ${what} where seq = ${seq}`;
  const changes = [set(2, "facts = 'no {json'"), set(3, "facts = '[1]', outcome = 'maybe'"), set(4, "at = 'noon'")];
  await run(config, [...unguarded('SQLite'), ...changes].join(';'));

  const store = await openStore(config);
  const lines = await store.auditLines.page({ limit: 5 });
  const exported = (await store.auditLines.from(0, 5)).map(auditJson);

  expect(lines.map(({ detail, facts }) => [detail, facts?.unreadable])).toEqual([
    ['4', undefined],
    ['3', '[1]'],
    ['2', 'no {json'],
    ['1', undefined],
  ]);
  expect(exported.map((it) => [it.detail, it.at])).toEqual([
    ...['1', '2', '3'].map((detail) => [detail, at.toISOString()]),
    ['4', 'noon'],
  ]);
  const card = auditCard({ lines, filter: [], isOlder: false, buttons: [], now: at });
  expect(JSON.stringify(card)).toContain('not readable: no {json');
  expect(await store.auditTail(5)).toHaveLength(4);
  await store.close();
});

it('chains the lines of a database that is older than the chain, numbered without a gap', async () => {
  const config = { path: join(folder, 'old.db') };
  await (await openStore(config)).close();
  const old =
    'seq integer primary key, at bigint, tenant_id text, object_id text, name text, what text, detail text, outcome text, request_id text, authority text';
  const row = (seq: number) =>
    `insert into audit values (${seq}, 5, 't', 'o', 'Ann', 'why', '${seq}', 'done', 'r', '')`;
  const undo = `drop table audit; drop table audit_head; create table audit (${old}); delete from migrations where name like '006-audit%'`;
  await run(config, [undo, row(2), row(7)].join(';'));

  const store = await openStore(config);
  await store.audit(line('new'));

  const lines = await store.auditLines.page({ limit: 5 });
  expect(lines.map(({ seq, detail }) => [seq, detail])).toEqual([
    [3, 'new'],
    [2, '7'],
    [1, '2'],
  ]);
  expect(await verifyAudit(store.auditLines)).toMatchObject({ right: 3 });
  await store.close();
});

/** As somebody would who has the database and nothing else. */
async function run({ path, url }: StoreConfig, statements: string): Promise<void> {
  if (url === undefined) {
    const database = new DatabaseSync(path ?? '');
    try {
      database.exec(statements);
    } finally {
      database.close();
    }
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statements).finally(() => client.end());
}

const unguarded = (engine: 'SQLite' | 'PostgreSQL') =>
  engine === 'SQLite'
    ? ['drop trigger audit_unchanged', 'drop trigger audit_undeleted', 'drop trigger audit_head_undeleted']
    : ['alter table audit disable trigger all', 'alter table audit_head disable trigger all'];
