import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { casesIn } from '../../eval/why/cases-in.ts';
import { type Comparison, compareCase } from '../../eval/why/metamorphic/compare.ts';
import { transformations } from '../../eval/why/metamorphic/transformations.ts';
import type { Soak } from './run.ts';

const shared = resolve(import.meta.dirname, '../../../shared/eval/why');
/** So many answers in a hundred may change when nothing that matters did. */
const mostChanged = 0.02;

/** Asks why about every recorded case and its transformations: the same answer, or an honest abstention. */
export const soak: Soak = async ([folder = shared]) => {
  if (!existsSync(folder)) return { holds: false, reason: `${folder} is not there` };
  const compared: Comparison[] = [];
  for (const file of casesIn(folder)) {
    const its = await compareCase(file, transformations);
    for (const it of its.filter(({ outcome }) => outcome === 'changed'))
      process.stderr.write(`${JSON.stringify(it)}\n`);
    compared.push(...its);
  }
  const count = (outcome: Comparison['outcome']) => compared.filter((it) => it.outcome === outcome).length;
  return {
    holds: compared.length > 0 && count('changed') <= mostChanged * compared.length,
    asked: compared.length,
    same: count('same'),
    abstained: count('abstained'),
    changed: count('changed'),
  };
};
