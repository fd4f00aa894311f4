import { afterAll, beforeAll, describe } from 'vitest';
import type { StoreConfig } from '../../src/store/open-store.ts';
import { noPostgres, type PrivatePostgres, startPostgres } from './private-postgres.ts';

/** Runs the same suite on every database: `fresh` gives the settings of an empty one. */
export function onEveryEngine(
  suite: (fresh: () => Promise<StoreConfig>, engine: 'SQLite' | 'PostgreSQL') => void,
): void {
  describe('on SQLite', () => {
    suite(async () => ({ path: ':memory:' }), 'SQLite');
  });

  const reason = noPostgres();
  describe.skipIf(reason !== undefined)(`on PostgreSQL${reason ? ` (skipped: ${reason})` : ''}`, () => {
    let server: PrivatePostgres | undefined;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server?.stop());
    suite(async () => {
      if (!server) throw new Error('the server has not started');
      return { path: '', url: await server.newDatabase() };
    }, 'PostgreSQL');
  });
}
