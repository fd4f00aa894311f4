import { seeded } from '../delivery/seeded.ts';
import { compareStatic } from './alertmanager/compare-static.ts';
import { drawing } from './alertmanager/random-settings.ts';
import { noAlertmanager } from './alertmanager/start-alertmanager.ts';
import type { Soak } from './run.ts';

/** Random worlds in Debian's Alertmanager and in our decisions; by argument how many of each, and the seed. */
export const soak: Soak = async ([worlds = '10', seed = '1']) => {
  const reason = noAlertmanager();
  if (reason) return { holds: false, skipped: reason };
  const results = [];
  for (let n = 0; n < Number(worlds); n++) results.push(await compareStatic(drawing(seeded(Number(seed) + n))));
  const different = results.flatMap((it) => it.different);
  for (const it of different) process.stderr.write(`${it}\n`);
  return {
    holds: different.length === 0,
    compared: results.reduce((n, it) => n + it.compared, 0),
    different: different.length,
  };
};
