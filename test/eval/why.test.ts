import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askCase } from '../../eval/why/ask-case.ts';
import { casesIn } from '../../eval/why/cases-in.ts';
import { compareCase } from '../../eval/why/metamorphic/compare.ts';
import { transformations } from '../../eval/why/metamorphic/transformations.ts';
import { predictionOf } from '../../eval/why/prediction.ts';
import { unfaithfulQuotes } from '../../eval/why/verbatim.ts';

const folder = resolve(import.meta.dirname, '../../../shared/eval/why');
const files = existsSync(folder) ? casesIn(folder) : [];
const why = files.length === 0 ? ' (skipped: no recorded clusters beside the repository)' : '';
/** So many of them are asked here; npm run eval:why asks all, npm run soak -- why transforms all. */
const some = files.filter((_, index) => index % 40 === 7);
const few = files.filter((_, index) => index % 150 === 11);

describe.skipIf(files.length === 0)(`recorded clusters${why}`, () => {
  it('are answered with quotes that stand in them, and nothing else', async () => {
    const unfaithful: string[] = [];
    let answered = 0;
    for (const file of some) {
      const prediction = predictionOf(await askCase(file));
      unfaithful.push(...unfaithfulQuotes(file, prediction));
      if (prediction.predictions.length > 0) answered++;
    }

    expect(unfaithful).toEqual([]);
    expect(answered).toBeGreaterThan(some.length / 3);
  }, 120_000);

  it.each(transformations)(
    'are answered alike when they are $name',
    async (transformation) => {
      for (const file of few) {
        const [compared] = await compareCase(file, [transformation]);

        expect(compared?.outcome, JSON.stringify(compared)).not.toBe('changed');
      }
    },
    120_000,
  );
});
