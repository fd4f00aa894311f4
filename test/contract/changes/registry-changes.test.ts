import { describe, expect, it } from 'vitest';
import { tagsOf } from '../../../src/lab/world/image.ts';
import { useLabAzure } from '../lab-azure.ts';

const lab = useLabAzure();
const host = 'contoso.azurecr.io';
const repository = 'payments-api';

function given() {
  const { running, world, connect } = lab();
  const image = world.image(`${host}/${repository}:1.8`);
  return { running, image, azure: connect(), registry: connect().change.registry };
}

describe('locks and tags of a registry, over HTTP', () => {
  it('locks a manifest and unlocks it, and every other attribute stays as it was', async () => {
    const { azure, registry, image } = given();
    const before = await registry.manifestAttributes(host, repository, '1.8');
    expect(before).toEqual({ digest: image.digest, attributes: { delete: true, write: true, list: true, read: true } });

    const locked = await registry.setManifest(host, repository, image.digest, { read: false, write: false });

    expect(locked.attributes).toEqual({ delete: true, write: false, list: true, read: false });
    expect(locked.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await azure.registry.manifest(host, repository, '1.8')).readable).toBe(false);
    await registry.setManifest(host, repository, image.digest, before.attributes);
    expect(await registry.manifestAttributes(host, repository, image.digest)).toEqual(before);
  });

  it('keeps a locked tag (405), and takes it away once it is unlocked; the manifest stays', async () => {
    const { azure, registry, image } = given();
    await registry.setTag(host, repository, '1.8.0', { write: false });

    await expect(registry.untag(host, repository, '1.8.0')).rejects.toMatchObject({
      reason: 'locked',
      status: 405,
      outcomeUnknown: false,
    });
    expect(tagsOf(image)).toContain('1.8.0');

    expect((await registry.setTag(host, repository, '1.8.0', { write: true })).attributes.write).toBe(true);
    const receipt = await registry.untag(host, repository, '1.8.0');

    expect(receipt.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    await expect(registry.tagAttributes(host, repository, '1.8.0')).rejects.toMatchObject({ reason: 'not-found' });
    expect((await azure.registry.manifest(host, repository, image.digest)).tags).toEqual(['1.8']);
    await expect(registry.untag(host, repository, '1.8.0')).rejects.toMatchObject({ reason: 'not-found', status: 404 });
  });

  it('says which role a change lacks, and changes nothing', async () => {
    const { running, registry, image } = given();
    running.faults.set('registry', { status: 403, methods: ['PATCH', 'DELETE'] });

    const refused = registry.setManifest(host, repository, image.digest, { read: false });

    await expect(refused).rejects.toMatchObject({
      reason: 'forbidden',
      role: expect.stringContaining('AcrPush'),
      outcomeUnknown: false,
    });
    await expect(registry.untag(host, repository, '1.8')).rejects.toMatchObject({
      role: expect.stringContaining('AcrDelete'),
    });
    expect(image.readable).toBe(true);
  });

  it('changes a manifest by its digest alone, and asks no other host', async () => {
    const { running, registry } = given();
    running.requests.clear();

    await expect(registry.setManifest(host, repository, '1.8', { read: false })).rejects.toMatchObject({
      name: 'UpstreamError',
    });
    await expect(registry.untag('evil.example', repository, '1.8')).rejects.toMatchObject({ reason: 'refused' });

    expect(running.requests.all()).toEqual([]);
  });
});
