import { ContainerRegistryClient } from '@azure/container-registry';
import { describe, expect, it } from 'vitest';
import { clientOptions, givenAzure } from './given-azure.ts';

const given = givenAzure();
const client = (loginServer = 'contoso.azurecr.io') =>
  new ContainerRegistryClient(`https://${loginServer}`, given.azure.credential, clientOptions(given.azure));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('a registry of the range', () => {
  it('challenges, exchanges tokens, and then lists its repositories', async () => {
    const names = await all(client().listRepositoryNames());

    expect(names).toContain('payments-api');
    expect(given.azure.requests.all().map((it) => [it.path, it.status])).toEqual([
      ['/acr/v1/_catalog', 401],
      ['/oauth2/exchange', 200],
      ['/oauth2/token', 200],
      ['/acr/v1/_catalog', 200],
    ]);
  });

  it('leads from a tag to a digest and back', async () => {
    const artifact = client().getArtifact('payments-api', '1.8');
    const tag = await artifact.getTagProperties('1.8');
    const manifest = await client().getArtifact('payments-api', tag.digest).getManifestProperties();

    expect(manifest.tags).toEqual(['1.8', '1.8.0']);
    expect(manifest.digest).toBe(given.world.image('contoso.azurecr.io/payments-api:1.8').digest);
  });

  it('pages manifests', async () => {
    const pages = await all(client().getRepository('payments-api').listManifestProperties().byPage({ maxPageSize: 2 }));

    expect(pages.map((page) => page.length)).toEqual([2, 2]);
  });

  it('keeps registries apart', async () => {
    expect(await all(client('contosodev.azurecr.io').listRepositoryNames())).toContain('tools/legacy-batch');
    await expect(client('contosodev.azurecr.io').getRepository('payments-api').getProperties()).rejects.toMatchObject({
      statusCode: 404,
      message: expect.stringContaining('NAME_UNKNOWN'),
    });
  });

  it('does not know a tag that was never pushed', async () => {
    await expect(client().getArtifact('payments-api', '9.9').getManifestProperties()).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
