import { startCardWatch } from './card-watch.ts';
import { load } from './load.ts';
import { startOurs } from './start-ours.ts';
import { uniqueAlerts } from './unique-alerts.ts';

const groupWaitMs = 1_000;
const everyMs = 500;
/** The first of a process take longer: its code is not compiled yet. */
const warmUp = 5;
/** So many of them that none is in a storm, which would get a digest, and that Teams' budget holds nobody up. */
const channels = 20;

/**
 * Milliseconds from an alert's POST to its card's arrival at the connector, group_wait taken off: alerts one after the
 * other, each of a thing of its own and critical, each looked into while its group waits.
 */
export async function measureCards(alerts: number, azure: string): Promise<number[]> {
  const watch = await startCardWatch();
  const names = Array.from({ length: channels }, (_, n) => `channel-${n}`);
  const app = await startOurs({
    azure,
    connector: watch.url,
    incidents: {
      channel: '19:bench-rest@thread.tacv2',
      receivers: names.map((name) => ({ name, channel: `19:${name}@thread.tacv2` })),
      route: {
        ...{ group_by: ['pod'], group_wait: `${groupWaitMs / 1000}s` },
        routes: names.map((name) => ({ receiver: name, matchers: [`channel="${name}"`] })),
      },
    },
  });
  try {
    const waits: Promise<number>[] = [];
    for (const [n, { labels, ...alert }] of uniqueAlerts(warmUp + alerts).entries()) {
      const channel = names[n % channels] ?? '';
      const body = app.body([{ ...alert, labels: { ...labels, channel, severity: 'critical' } }]);
      const shown = watch.shows(alert.annotations.summary ?? '');
      const sent = performance.now();
      await load({ port: app.port, path: app.path, headers: app.headers, bodies: [body], connections: 1 });
      waits.push(shown.then((at) => at - sent - groupWaitMs));
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return (await Promise.all(waits)).slice(warmUp);
  } finally {
    await app.stop();
    await watch.close();
  }
}
