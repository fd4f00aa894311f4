import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unpack } from '../../src/store/pack.ts';
import { startProcess } from '../turn/start-process.ts';
import type { Contender } from './contender.ts';

const secret = 'a-secret-of-the-bench-alone';
/** As production starts it. */
const flags = ['--max-semi-space-size=8', '--heap-growing-percent=60'];

/** Our app alone in its process, with a database of its own in a file; `incidents` is the section of its settings. */
export async function startOurs(o: { azure: string; connector: string; incidents: object }): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bench-alerts-'));
  const store = join(folder, 'store.db');
  const env = {
    ...{ STORE: store, AZURE: o.azure, CONNECTOR: o.connector, SECRET: secret },
    INCIDENTS: JSON.stringify(o.incidents),
  };
  const app = await startProcess('../alerts/app.ts', env, flags);
  return {
    ...{ name: 'ours', port: Number(new URL(app.url).port), path: '/api/alerts/alertmanager' },
    headers: { authorization: `Bearer ${secret}` },
    body: (alerts) =>
      JSON.stringify({
        ...{ version: '4', receiver: 'watchkeeper', status: 'firing', truncatedAlerts: 0 },
        ...{ groupKey: '{}', groupLabels: {}, commonLabels: {}, commonAnnotations: {} },
        ...{ externalURL: 'https://alertmanager.example.com' },
        alerts: alerts.map((it) => ({
          ...{ status: 'firing', ...it, endsAt: '0001-01-01T00:00:00Z', fingerprint: it.labels.pod },
        })),
      }),
    pid: () => app.pid,
    async settled() {
      while ((await waiting(app.url)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    kill: () => app.kill(),
    // What is on disk is what it has: the file is read as it was left.
    async left(pods) {
      const database = new DatabaseSync(store);
      const there = new Set(
        database
          .prepare('select identity from alerts')
          .all()
          .map(({ identity }) => identity),
      );
      for (const { body, packed } of database.prepare('select body, packed from deliveries').iterate()) {
        const { alerts } = JSON.parse(unpack(body as Uint8Array, packed === 1).toString()) as {
          alerts: { fingerprint: string }[];
        };
        for (const { fingerprint } of alerts) there.add(fingerprint);
      }
      database.close();
      return pods.filter((pod) => there.has(pod)).length;
    },
    async stop() {
      await app.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function waiting(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const [, count] = /^watchkeeper_alert_deliveries_waiting (\d+)/m.exec(text) ?? [];
  if (count === undefined) throw new Error('It does not tell how many deliveries wait.');
  return Number(count);
}
