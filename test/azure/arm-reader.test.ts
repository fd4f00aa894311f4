import { expect, it } from 'vitest';
import { z } from 'zod';
import { type Said, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const path = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/r/tokens';

it.each([
  ['of twenty pages is read to its end', 20, 20],
  ['that goes on takes no part for all', 21, undefined],
])('a list %s', async (_, pages, rows) => {
  stub.says(({ query }): Said => {
    const page = Number(query.get('page') ?? 1);
    const next = `https://management.azure.com${path}?api-version=2023-07-01&page=${page + 1}`;
    return { body: { value: [page], ...(page < pages && { nextLink: next }) } };
  });

  const read = stub.azure().arm.list(path, '2023-07-01', z.number());

  if (rows === undefined) await expect(read).rejects.toThrow(/more of them than are read at once/);
  else await expect(read).resolves.toHaveLength(rows);
});
