import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of the tests' own, in a temporary folder and on loopback; every database of it is new. */
export interface PrivatePostgres {
  /** Address of a new, empty database. */
  newDatabase(): Promise<string>;
  /** The server dies at once, as in a power cut, and starts again on the same folder. */
  stop(): Promise<void>;
}

/** The user without rights of Linux: PostgreSQL refuses to run as root. */
const nobody = 65534;

/** Why there is no PostgreSQL to test with; undefined when there is one. */
export function noPostgres(): string | undefined {
  if (process.env.TEST_DATABASE_URL || binaries() !== undefined) return undefined;
  return 'no PostgreSQL: neither TEST_DATABASE_URL nor a `postgres` binary';
}

/** Starts a server of its own; with TEST_DATABASE_URL makes databases on that one. */
export async function startPostgres(): Promise<PrivatePostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { newDatabase: () => newDatabase(given), stop: async () => undefined };
  const folder = binaries();
  if (folder === undefined) throw new Error(noPostgres());
  const isRoot = process.getuid?.() === 0;
  const data = mkdtempSync(join(tmpdir(), 'watchkeeper-postgres-'));
  if (isRoot) chownSync(data, nobody, nobody);
  const quiet = { ...(isRoot && { uid: nobody, gid: nobody }), cwd: data, stdio: 'ignore' } as const;
  execFileSync(join(folder, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '--no-sync', '-E', 'UTF8'], quiet);
  const port = await freePort();
  const server = spawn(join(folder, 'postgres'), settings(data, port), quiet);
  const url = `postgres://test@127.0.0.1:${port}/postgres`;
  await reachable(url, server);
  return {
    newDatabase: () => newDatabase(url),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
      if (server.exitCode === null && server.kill('SIGINT')) await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function settings(data: string, port: number): string[] {
  // Processes are killed here, machines are not: what the operating system has is safe enough.
  const unsynced = { fsync: 'off', full_page_writes: 'off' };
  const place = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const options = { ...place, ...unsynced, max_connections: 100 };
  return ['-D', data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function binaries(): string | undefined {
  const found = (process.env.PATH ?? '').split(delimiter).find((folder) => existsSync(join(folder, 'postgres')));
  const folder = found && dirname(realpathSync(join(found, 'postgres')));
  return folder && existsSync(join(folder, 'initdb')) ? folder : undefined;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function reachable(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode} before it listened`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      // Not yet: it starts in a fraction of a second, and says so in no other way.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

let made = 0;
async function newDatabase(url: string): Promise<string> {
  const name = `watchkeeper_${process.pid}_${made++}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
