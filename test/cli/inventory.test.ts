import { expect, it } from 'vitest';
import type { Azure } from '../../src/azure/azure.ts';
import type { Kql } from '../../src/azure/kql.ts';
import { inventory } from '../../src/cli/inventory.ts';

it('says of what is not understood that it was not read, also where the risky alone are listed', async () => {
  const row = {
    ...{ id: '/c', name: 'odd-one', type: 't', location: 'weu', subscriptionId: 's', resourceGroup: 'g', tags: {} },
    ...{ platform: 'AKS', read: { pools: 'none' } },
  };
  const query = async ({ text }: Kql) => ({ rows: text.includes('platform = case') ? [row] : [], truncated: false });
  const [lines, warnings]: [string[], string[]] = [[], []];

  const code = await inventory(['--risky'], {
    azure: { graph: { query } } as unknown as Azure,
    ownerTags: [],
    print: async (line) => void lines.push(line),
    warn: (line) => void warnings.push(line),
    now: new Date('2026-11-25T12:00:00Z'),
  });

  expect(lines).toHaveLength(1);
  expect(warnings.join()).toContain('risks of odd-one');
  expect(code).toBe(1);
});
