import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../../src/lab/recorded/read-case.ts';
import { startRecorded } from '../../../src/lab/recorded/start-recorded.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/eval/why');
const sets = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((it) => it.isDirectory()) : [];
// The small sets: the others hold hundreds of large files.
const files = sets
  .map(({ name }) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
  .filter((names) => names.length < 20)
  .flat();

describe.skipIf(files.length === 0)(`the recorded cases (skipped when ${folder} is absent)`, () => {
  it.each(files)('%s is read, started and listed', async (file) => {
    const recorded = readCase(file);
    const azure = await startRecorded(recorded);
    const host = 'recorded-dns-0a1b2c3d.hcp.westeurope.azmk8s.io';

    const answer = await fetch(`${azure.url}/api-server/${host}/api/v1/pods`, {
      headers: { authorization: 'Bearer t' },
    });

    // A recording without any pod cannot tell of pods.
    const { items = [] } = (await answer.json()) as { items?: object[] };
    expect(items).toHaveLength(recorded.objects.filter((it) => it.kind === 'Pod').length);
    await azure.close();
  });
});
