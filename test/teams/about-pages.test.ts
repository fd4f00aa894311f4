import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { aboutPages } from '../../src/teams/about-pages.ts';

it('has a page for each link of the app package', () => {
  const manifest = readFileSync(resolve(import.meta.dirname, '../../manifest/manifest.json'), 'utf8');
  const { developer } = JSON.parse(manifest) as { developer: Record<string, string> };
  const paths = Object.values(developer).flatMap((it) => /^https:\/\/\$\{\{HOST\}\}(\/.*)$/.exec(it)?.[1] ?? []);

  expect(Object.keys(aboutPages).sort()).toEqual(paths.sort());
});
