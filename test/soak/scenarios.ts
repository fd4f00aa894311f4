import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Soak } from './run.ts';

const root = resolve(import.meta.dirname, '../..');

/** Breaks the range in every way that it knows, and asks why over the wire; the test suite asks about every second one. */
export const soak: Soak = async () => {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'test/diagnosis/scenarios.contract.test.ts'];
  const child = spawn(process.execPath, vitest, {
    cwd: root,
    env: { ...process.env, EVERY_SCENARIO: 'yes' },
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  return { holds: code === 0, code };
};
