import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it('finds nothing to complain of in the types of the page’s browser scripts', async () => {
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', 'src/lab/page/browser'], { cwd: root });

  await expect(run).resolves.toMatchObject({ stdout: '' });
}, 60_000);
