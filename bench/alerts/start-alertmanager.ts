import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './contender.ts';

const binary = process.env.ALERTMANAGER ?? '/usr/bin/prometheus-alertmanager';
const config = `
route: { receiver: nobody, group_by: [alertname, cluster, namespace], group_wait: 30s }
receivers: [{ name: nobody }]
`;

/** Debian's Alertmanager alone on a free port of 127.0.0.1, grouping as we do; undefined when it is not installed. */
export async function startAlertmanager(): Promise<Contender | undefined> {
  if (!existsSync(binary)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-alertmanager-'));
  writeFileSync(join(folder, 'config.yml'), config);
  const port = await freePort();
  let child = await start(folder, port);
  const url = `http://127.0.0.1:${port}/api/v2/alerts`;
  return {
    ...{ name: 'alertmanager', port, path: '/api/v2/alerts', headers: {} },
    body: (alerts) => JSON.stringify(alerts),
    pid: () => child.pid ?? 0,
    settled: async () => undefined,
    kill: () => ended(child, 'SIGKILL'),
    async left(pods) {
      child = await start(folder, port);
      const alerts = (await (await fetch(url)).json()) as { labels: { pod: string } }[];
      const there = new Set(alerts.map(({ labels }) => labels.pod));
      return pods.filter((pod) => there.has(pod)).length;
    },
    async stop() {
      await ended(child, 'SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

async function start(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(
    binary,
    [
      ...[`--config.file=${join(folder, 'config.yml')}`, `--storage.path=${join(folder, 'data')}`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address=', '--log.level=error'],
    ],
    { stdio: 'ignore' },
  );
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${binary} ended with ${child.exitCode} before it listened.`);
    const isReady = await fetch(`http://127.0.0.1:${port}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
