import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyCommand } from '../src/commands/command.ts';
import * as shelf from '../src/commands/index.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

describe('the README', () => {
  it('has exactly two set-up commands', () => {
    const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text]) => text?.trim());

    expect(blocks).toEqual(['npm ci && npm run lab', 'npm ci && npm test']);
  });

  it('lists the commands as the registry has them', () => {
    const rows = [
      ...readme.matchAll(/^\| `((?:[^`\\]|\\\|)+)` \| ([^|]+) \| (viewer|operator|approver|admin) \|$/gm),
    ].map(([, usage, summary, role]) => ({
      usage: usage?.replaceAll('\\|', '|'),
      summary,
      role,
    }));

    expect(rows).toEqual(
      (Object.values(shelf) as unknown as AnyCommand[])
        .filter((it) => !it.isPressedOnly)
        .map(({ usage, summary, role }) => ({ usage, summary, role })),
    );
  });

  it('draws the direction line that the architecture test keeps', () => {
    const line =
      /const layers = \[([\s\S]*?)\]/.exec(readFileSync(resolve(root, 'test/architecture.test.ts'), 'utf8'))?.[1] ?? '';

    expect(readme).toContain([...line.matchAll(/'(\w+)'/g)].map(([, name]) => name).join(' → '));
  });

  it('names only files and scripts that exist', () => {
    const scripts = Object.keys(
      (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
    );
    const run = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    const paths = [...readme.matchAll(/\]\(([\w/.-]+)\)/g)].map(([, path]) => path ?? '');

    expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
    expect(paths.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });
});
