import { expect, it } from 'vitest';
import { settingMissing } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (line: string, ready = false) =>
  settingMissing.judge(
    clusterOf(app('web', { ready }), logOf('web-1a2b3c-0', [line])) as never,
    workload('web'),
    now,
  )[0];

it.each([
  ['db.url', "Could not resolve placeholder 'db.url' in value"],
  ['API_KEY', "KeyError: 'API_KEY'"],
  ['API_KEY', 'panic: environment variable "API_KEY" not set'],
  ['API_KEY', 'Error: API_KEY must be set'],
])('names the setting %s that is missing: %s', (name, line) => {
  expect(judge(line)?.sentence).toBe(`Container web of web does not start: its setting ${name} is missing.`);
  expect(judge(line)?.quotes[0]?.text).toBe(line);
});

it('is silent about a pod that is ready', () => {
  expect(judge("KeyError: 'API_KEY'", true)).toBeUndefined();
});
