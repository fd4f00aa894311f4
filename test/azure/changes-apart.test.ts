import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('is in remediations alone that something is changed through the gateways', () => {
  const rooms = globSync('src/{evidence,diagnosis,monitoring,security,incidents,cards,model,store}/**/*.ts');

  const changing = rooms.filter((file) => /\bazure\.change\b|\bKubernetesChanges\b/.test(readFileSync(file, 'utf8')));

  expect(rooms.length).toBeGreaterThan(100);
  expect(changing).toEqual([]);
});
