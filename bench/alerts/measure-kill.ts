import type { Contender } from './contender.ts';
import { load } from './load.ts';
import { uniqueAlerts } from './unique-alerts.ts';

/** How many alerts were acknowledged before a kill -9 in the midst of them, and how many of those are there afterwards. */
export async function measureKill(
  contender: Contender,
  wanted: number,
): Promise<{ acknowledged: number; left: number }> {
  const alerts = uniqueAlerts(wanted);
  let killed: Promise<void> | undefined;
  const { acknowledged } = await load({
    ...{ port: contender.port, path: contender.path, headers: contender.headers, connections: 16 },
    bodies: alerts.map((it) => contender.body([it])),
    onAnswer: (answered) => {
      if (answered > wanted / 2) killed ??= contender.kill();
    },
  });
  await killed;
  const pods = acknowledged.map((index) => alerts[index]?.labels.pod ?? '');
  return { acknowledged: pods.length, left: await contender.left(pods) };
}
