import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env.ALERTMANAGER ?? '/usr/bin/prometheus-alertmanager';

/** What Alertmanager told its receiver about a group. */
export interface Told {
  receiver: string;
  groupLabels: Record<string, string>;
  alerts: { status: 'firing' | 'resolved'; labels: Record<string, string> }[];
  at: number;
}

/** Debian's Alertmanager on a free port of 127.0.0.1, and all that it told. */
export interface RunningAlertmanager {
  /** Calls its API v2; answers the status and the body as JSON. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  told: Told[];
  stop(): Promise<void>;
}

/** Why it cannot be compared with; undefined when it can. */
export function noAlertmanager(): string | undefined {
  return existsSync(binary) ? undefined : `${binary} is not there: apt-get install prometheus-alertmanager`;
}

/** Starts it with a configuration that names receivers; each of them is a webhook of ours. */
export async function startAlertmanager(config: {
  receivers: readonly { name: string; sendResolved?: boolean }[];
  [section: string]: unknown;
}): Promise<RunningAlertmanager> {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { receiver, groupLabels, alerts } = JSON.parse(text) as Told;
    told.push({ receiver, groupLabels, alerts, at: Date.now() });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const receivers = config.receivers.map(({ name, sendResolved = true }) => ({
    name,
    webhook_configs: [{ url, send_resolved: sendResolved }],
  }));
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-alertmanager-'));
  // JSON is YAML.
  writeFileSync(join(folder, 'config.yml'), JSON.stringify({ ...config, receivers }));
  const port = await freePort();
  const child = spawn(
    binary,
    [
      ...[`--config.file=${join(folder, 'config.yml')}`, `--storage.path=${join(folder, 'data')}`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address=', '--log.level=error'],
    ],
    { stdio: 'ignore' },
  );
  const origin = `http://127.0.0.1:${port}`;
  await ready(child, origin);
  return {
    told,
    async call(method, path, body) {
      const response = await fetch(`${origin}/api/v2${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      if (child.exitCode === null) await ended;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

async function ready(child: ChildProcess, origin: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${binary} ended with ${child.exitCode} before it listened`);
    const is = await fetch(`${origin}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (is) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`${binary} did not listen`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
