import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const settings = {
  TEAMS_APP_ID: 'app',
  TEAMS_APP_PASSWORD: 'secret',
  TEAMS_TENANT_ID: 'tenant',
  HOST: '127.0.0.1',
  PORT: '0',
};

/** The program in a copy that has no lab, as it is shipped. */
describe('the production program, without the lab', () => {
  let copy: string;
  const running = new Set<ChildProcess>();
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
    cpSync(join(root, 'src'), join(copy, 'src'), {
      recursive: true,
      filter: (path) => path !== join(root, 'src', 'lab'),
    });
    for (const name of ['cards', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => {
    for (const it of running) it.kill('SIGKILL');
    rmSync(copy, { recursive: true });
  });

  function start(env: NodeJS.ProcessEnv) {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, ['src/main.ts'], { cwd: copy, env: { PATH, HOME, ...env } });
    running.add(child);
    let said = '';
    const watchers = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk;
        for (const watch of watchers) watch();
      });
    }
    const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
    const says = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((found, failed) => {
        const look = () => {
          const match = pattern.exec(said);
          if (match) found(match);
        };
        watchers.add(look);
        look();
        void ended.then((code) => failed(new Error(`ended with ${code}: ${said}`)));
      });
    return { child, ended, says, said: () => said };
  }

  it('has no lab to fall back to', () => {
    expect(existsSync(join(copy, 'src', 'lab'))).toBe(false);
  });

  it('without settings lists every one that is missing, names the lab, and ends', async () => {
    const program = start({});

    expect(await program.ended).toBe(1);
    expect(program.said()).toMatch(/teams\.appId \(TEAMS_APP_ID\): is missing/);
    expect(program.said()).toMatch(/teams\.tenantId \(TEAMS_TENANT_ID\): is missing/);
    expect(program.said()).toMatch(/npm run lab/);
  });

  it('listens, answers that it is ready, refuses what has no token, and stops on SIGTERM', async () => {
    const program = start({ ...settings, STORE_PATH: join(copy, 'bot.db') });
    const [, url = ''] = await program.says(/"url":"([^"]+)"/);

    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    const body = JSON.stringify({
      type: 'message',
      channelId: 'msteams',
      text: 'help',
      serviceUrl: 'https://evil.example',
    });
    const refused = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(refused.status).toBe(401);

    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.said()).not.toMatch(/secret/);
  });

  it('does not start a second time on the same database', async () => {
    const first = start({ ...settings, STORE_PATH: join(copy, 'shared.db') });
    await first.says(/"url"/);

    const second = start({ ...settings, STORE_PATH: join(copy, 'shared.db') });

    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/in use by another process/);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
