import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cli = resolve(import.meta.dirname, '../../src/cli.ts');
const actor = { tenantId: 't1', objectId: 'o1', teamsId: '', name: 'Ann' };
const lineAt = (at: string) => ({
  at: new Date(at),
  actor,
  what: 'why',
  detail: 'x',
  outcome: 'done' as const,
  requestId: 'r',
});

/** As a person would; without any setting of Teams. */
function say(path: string, ...said: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const env = { PATH: process.env.PATH, TMPDIR: folder, STORE_PATH: path };
  return new Promise((done) =>
    execFile(process.execPath, [cli, 'audit', ...said], { env, cwd: folder }, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    ),
  );
}

it('reads and checks the audit of a bot that runs, tells a fault by its exit code, and leaves no copy behind', async () => {
  const path = join(folder, 'bot.db');
  const store = await openStore({ path });
  await store.audit(lineAt('2026-11-20T00:00:00Z'));
  await store.audit(lineAt('2026-11-25T00:00:00Z'));

  const [verified, exported, unknown] = await Promise.all([
    say(path, 'verify'),
    say(path, 'export', '--since', '2026-11-24'),
    say(path, 'verify', '--hed', 'x'),
  ]);
  await store.close();
  const database = new DatabaseSync(path);
  database.exec(
    "drop trigger audit_unchanged; update audit set name = 'Bob', at = 'noon', facts = 'none' where seq = 2",
  );
  database.close();
  const kept = /head (\S+)/.exec(verified.out)?.[1] ?? '';
  const [tampered, missing, changed] = await Promise.all([
    say(path, 'verify', '--head', kept),
    say(join(folder, 'no.db'), 'verify'),
    say(path, 'export', '--since', '2026-11-24'),
  ]);

  expect(verified).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^whole; lines: 2; head 2:[0-9a-f]{64}\n$/),
  });
  expect(
    exported.out
      .trim()
      .split('\n')
      .map((it) => JSON.parse(it)),
  ).toMatchObject([{ seq: 2, name: 'Ann', facts: {} }]);
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('no option') });
  expect(tampered).toMatchObject({ code: 1, out: 'changed at line 2; lines right before it: 1\n' });
  expect(JSON.parse(changed.out)).toMatchObject({ seq: 2, at: 'noon', facts: { unreadable: 'none' } });
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('there is no database') });
}, 30_000);
