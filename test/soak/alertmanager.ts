import { seeded } from '../delivery/seeded.ts';
import { type Compared, compareStatic } from './alertmanager/compare-static.ts';
import { compareTold } from './alertmanager/compare-told.ts';
import { drawing } from './alertmanager/random-settings.ts';
import { noAlertmanager } from './alertmanager/start-alertmanager.ts';
import type { Soak } from './run.ts';

const atOnce = 4;

/**
 * Random worlds in Debian's Alertmanager and in our decisions: matchers, silences, inhibitions, routes and groups by its
 * API, and what it tells in time of sequences of alerts. By argument how many of each, and the seed.
 */
export const soak: Soak = async ([worlds = '20', seed = '1']) => {
  const reason = noAlertmanager();
  if (reason) return { holds: false, skipped: reason };
  const seeds = Array.from({ length: Number(worlds) }, (_, n) => Number(seed) + n);
  const answers: Compared[] = [];
  const notices: Compared[] = [];
  for (const it of seeds) answers.push(await compareStatic(drawing(seeded(it))));
  while (seeds.length > 0) {
    const some = seeds.splice(0, atOnce).map((it) => compareTold(drawing(seeded(it))));
    notices.push(...(await Promise.all(some)));
  }
  const different = [...answers, ...notices].flatMap((it) => it.different);
  for (const it of different) process.stderr.write(`${it}\n`);
  const sum = (all: readonly Compared[]) => all.reduce((total, { compared }) => total + compared, 0);
  return { holds: different.length === 0, answers: sum(answers), notices: sum(notices), different: different.length };
};
