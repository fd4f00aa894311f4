import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casesIn } from '../../eval/posture/cases-in.ts';
import { judgeCase } from '../../eval/posture/judge-case.ts';

const folder = resolve(import.meta.dirname, '../../../shared/eval/posture');
const cases = existsSync(folder) ? casesIn(folder) : [];
const why = cases.length === 0 ? ' (skipped: no posture cases beside the repository)' : '';

describe.skipIf(cases.length === 0)(`recorded pods${why}`, () => {
  it('are judged as the standard says', () => {
    const missed = cases.filter((it) => !judgeCase(it).isRight).map((it) => it.file);

    expect(missed).toEqual([]);
    expect(cases.length).toBeGreaterThan(50);
  });
});

const deployment = (name: string, security: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { spec: { containers: [{ name: a, image: a, securityContext: { ${security} } }] } } }`;
const service = '\nkind: Service\nspec: { selector: { app: a } }';

describe('a case', () => {
  it.each([
    [
      'of several documents fails by one of them',
      'fail',
      [deployment('a', ''), service, deployment('b', 'privileged: yes')].join('\n---'),
    ],
    [
      'of several documents passes when all do',
      'pass',
      [deployment('a', ''), service, deployment('b', '')].join('\n---'),
    ],
    [
      'that is a list is taken apart',
      'fail',
      '{kind: List, items: [{spec: {containers: []}}, {spec: {hostPID: true, containers: []}}]}',
    ],
  ] as const)('%s', (_, verdict, text) => {
    expect(judgeCase({ level: 'baseline', verdict, text })).toMatchObject({ isRight: true });
  });

  it.each([
    ['without a pod', service, 'there is no pod in it'],
    ['that is no YAML', 'spec: [}', 'it cannot be read'],
  ])('%s is a miss, whatever the verdict', (_, text, said) => {
    for (const verdict of ['pass', 'fail'] as const) {
      expect(judgeCase({ level: 'baseline', verdict, text })).toEqual({
        isRight: false,
        said: expect.stringContaining(said),
      });
    }
  });
});
