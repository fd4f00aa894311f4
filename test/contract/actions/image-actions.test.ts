import { describe, expect, it } from 'vitest';
import { tagsOf } from '../../../src/lab/world/image.ts';
import { useLabAzure } from '../lab-azure.ts';
import { made, planned, run, verified } from './made.ts';

const lab = useLabAzure();
const loginServer = 'contoso.azurecr.io';
const open = { delete: true, write: true, list: true, read: true };

function given(repository = 'payments-api', tag = '1.8') {
  const { running, world, connect } = lab();
  const image = world.image(`${loginServer}/${repository}:${tag}`);
  const { digest } = image;
  const call = (action: string, more: object = {}) => ({
    action,
    input: { loginServer, repository, digest, tag, ...more },
  });
  const azure = connect();
  const attributes = async () => [
    (await azure.change.registry.manifestAttributes(loginServer, repository, digest)).attributes,
    (await azure.change.registry.tagAttributes(loginServer, repository, tag)).attributes,
  ];
  return { running, world, image, call, azure, attributes };
}

describe('locking an image', () => {
  it('keeps the image and its tag, says who runs it, and is undone to what was before', async () => {
    const { azure, call, attributes, image } = given();
    await azure.change.registry.setManifest(loginServer, 'payments-api', image.digest, { delete: false });
    const before = await attributes();

    const { plan, ran, verified: seen, undo } = await made(call('lock-image'), azure);

    expect(plan.place).toEqual({});
    expect(plan.objects.map(({ kind, fields }) => [kind, fields.map((it) => `${it.field} ${it.before}`)])).toEqual([
      ['image', ['writeEnabled true']],
      ['tag', ['deleteEnabled true', 'writeEnabled true']],
    ]);
    expect(plan.reach.join(' ')).toMatch(/payments\/payments-api in \S+ runs it \(\d+ pods?\)/);
    expect(ran.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen.state).toBe('done');
    expect(await attributes()).toMatchObject([
      { delete: false, write: false, read: true },
      { delete: false, write: false, read: true },
    ]);
    await expect(planned(call('lock-image'), azure)).rejects.toThrow('locked already');
    await expect(planned(call('untag-image', { evenIfUsed: true }), azure)).rejects.toThrow('unlock it first');

    if (!undo) throw new Error('locking is not undone');
    expect((await made(undo, azure)).verified.state).toBe('done');
    expect(await attributes()).toEqual(before);
    expect((await made(call('unlock-image'), azure)).verified.state).toBe('done');
    expect(await attributes()).toEqual([open, open]);
  });

  it('is unknown where the answer is lost, and looking tells that it was made', async () => {
    const { running, azure, call } = given();
    const bare = call('lock-image', { tag: undefined });
    const plan = await planned(bare, azure);
    running.faults.set('registry', { loses: true, methods: ['PATCH'] });

    await expect(run(bare, plan, azure)).rejects.toMatchObject({ outcomeUnknown: true });

    running.faults.clear();
    expect((await verified(bare, plan, azure)).state).toBe('done');
    await made(call('unlock-image', { tag: undefined }), azure);
  });

  it('says of a half of it that it was made, and of none that it was not', async () => {
    const { running, azure, call } = given();
    const plan = await planned(call('lock-image'), azure);
    running.faults.set('registry', { status: 403, methods: ['PATCH'], match: /_tags/ });
    await expect(run(call('lock-image'), plan, azure)).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await verified(call('lock-image'), plan, azure)).toMatchObject({ state: 'failed', partly: true });

    await made(call('unlock-image', { tag: undefined }), azure);
    running.faults.set('registry', { status: 403, methods: ['PATCH'] });
    await expect(run(call('lock-image'), plan, azure)).rejects.toMatchObject({
      reason: 'forbidden',
      role: expect.stringContaining('AcrPush'),
      outcomeUnknown: false,
    });
    running.faults.clear();
    expect(await verified(call('lock-image'), plan, azure)).not.toHaveProperty('partly');
  });

  it.each([
    [{ loginServer: 'evil.azurecr.io' }, /could|not|know|no registry/i],
    [{ digest: `sha256:${'0'.repeat(64)}` }, /has no image/],
    [{ tag: 'none' }, /has no tag none/],
    [{ tag: '1.8.1' }, /names another image by now/],
  ])('makes no plan of %j', async (more, words) => {
    const { azure, call } = given();

    await expect(planned(call('lock-image', more), azure)).rejects.toThrow(words);
  });
});

describe('taking a tag away', () => {
  it('is refused where a template names it, unless that is meant; the image gets its tag again', async () => {
    const { azure, call, image } = given();

    await expect(planned(call('untag-image'), azure)).rejects.toThrow(/payments\/payments-api in .* would pull/);

    const meant = call('untag-image', { evenIfUsed: true });
    const { plan, ran, verified: seen, undo } = await made(meant, azure);
    expect(plan.reach[0]).toMatch(/payments\/payments-api in .* would pull it/);
    expect([seen.state, tagsOf(image).includes('1.8')]).toEqual(['done', false]);
    expect(ran.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    await expect(planned(meant, azure)).rejects.toThrow('has no tag 1.8');

    if (!undo) throw new Error('a tag that was removed is not given back');
    const again = await made(undo, azure);
    expect([again.verified.state, tagsOf(image).includes('1.8')]).toEqual(['done', true]);
    expect(again.undo).toMatchObject({ action: 'untag-image' });
    await expect(planned(undo, azure)).rejects.toThrow('has a tag 1.8 already');
  });

  it('does not happen to a tag that was locked or moved meanwhile, or without the role', async () => {
    const { running, azure, call, image } = given();
    const meant = call('untag-image', { evenIfUsed: true });
    const plan = await planned(meant, azure);
    running.faults.set('registry', { status: 403, methods: ['DELETE'] });
    await expect(run(meant, plan, azure)).rejects.toMatchObject({ role: expect.stringContaining('AcrDelete') });
    running.faults.clear();
    await azure.change.registry.setTag(loginServer, 'payments-api', '1.8', { delete: false });

    await expect(run(meant, plan, azure)).rejects.toMatchObject({ reason: 'locked', outcomeUnknown: false });

    expect(await verified(meant, plan, azure)).toMatchObject({ state: 'failed', sentence: /still names/ });
    await azure.change.registry.setTag(loginServer, 'payments-api', '1.8', { delete: true });
    expect(tagsOf(image)).toContain('1.8');
  });
});
