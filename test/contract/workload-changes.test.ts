import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { warmUp } from '../../src/lab/azure/warm-up.ts';
import type { AnyAction } from '../../src/remediation/action.ts';
import { raiseMemoryLimit } from '../../src/remediation/actions/raise-memory-limit.ts';
import { restart } from '../../src/remediation/actions/restart.ts';
import { rollBack } from '../../src/remediation/actions/roll-back.ts';
import { rollToTag } from '../../src/remediation/actions/roll-to-tag.ts';
import { scale } from '../../src/remediation/actions/scale.ts';
import { fingerprintOf } from '../../src/remediation/fingerprint.ts';
import { begin, useChangingCluster } from './changing-cluster.ts';

const cluster = useChangingCluster();
const { id, read, later, patch } = cluster;
const cart = { clusterId: id, namespace: 'shop', kind: 'Deployment', name: 'cart' };
const named = (action: unknown) => action as AnyAction;
const container = (more: object) => ({ spec: { template: { spec: { containers: [{ name: 'cart', ...more }] } } } });
const change = (action: unknown, more: object) => ({ action: named(action), input: { ...cart, ...more } });

/** What somebody reads of a workload who asks what it wants. */
async function wanted() {
  const { spec } = await read('deployments', 'shop/cart');
  return { replicas: spec?.replicas, template: spec?.template };
}

async function planned({ action, input }: ReturnType<typeof change>) {
  return action.plan(cluster.azure, action.input.parse(input), begin);
}

async function ran(it: ReturnType<typeof change>) {
  const plan = await planned(it);
  await it.action.run(cluster.azure, it.action.input.parse(it.input), plan, begin);
  return plan;
}

// The range's first query loads Microsoft's language service, which takes seconds.
beforeAll(() => warmUp(cluster.world), 60_000);
beforeEach(() => {
  const newer = cluster.world.image('contoso.azurecr.io/cart:1.13');
  cluster.world.registry('contoso.azurecr.io')?.images.push(newer);
});

const changes = [
  {
    what: 'more replicas',
    it: change(scale, { replicas: 4 }),
    sentence: 'Scale Deployment cart from 2 to 4 replicas.',
    fields: [{ field: 'replicas', before: '2', after: '4' }],
    done: 'cart has 4 pods, all ready.',
  },
  {
    what: 'no replicas',
    it: change(scale, { replicas: 0 }),
    sentence: 'Scale Deployment cart from 2 to 0 replicas.',
    fields: [{ field: 'replicas', before: '2', after: '0' }],
    done: 'No pod of cart serves any more.',
    // Pods that end are not counted.
    first: 'done',
  },
  {
    what: 'a limit, which its request does not follow',
    it: change(raiseMemoryLimit, { container: 'cart', limitMiB: 1024 }),
    sentence: 'Set memory of cart (container cart): limit from 256Mi to 1024Mi.',
    fields: [{ field: 'cart: memory limit', before: '256Mi', after: '1024Mi' }],
    done: 'The roll-out is finished: 2 of 2 pods of cart are new and ready. Nothing was OOM-killed since.',
  },
  {
    what: 'a request alone',
    it: change(raiseMemoryLimit, { container: 'cart', requestMiB: 200 }),
    sentence: 'Set memory of cart (container cart): request from 128Mi to 200Mi.',
    fields: [{ field: 'cart: memory request', before: '128Mi', after: '200Mi' }],
    done: 'The roll-out is finished: 2 of 2 pods of cart are new and ready. Nothing was OOM-killed since.',
  },
  {
    what: 'another tag of our registry',
    it: change(rollToTag, { container: 'cart', version: '1.13' }),
    sentence: 'Roll Deployment cart (container cart) from 1.12 to 1.13.',
    fields: [{ field: 'cart: image', before: 'contoso.azurecr.io/cart:1.12', after: 'contoso.azurecr.io/cart:1.13' }],
    done: 'The roll-out is finished: 2 of 2 pods of cart are new and ready.',
  },
];

describe.each(changes)('a change to $what', ({ it: asked, sentence, fields, done, first = 'pending' }) => {
  const { action } = asked;
  const input = action.input.parse(asked.input);
  const verified = async (plan: Awaited<ReturnType<typeof planned>>, seconds: number) => {
    later(seconds);
    return action.verify(cluster.azure, input, plan, { startedAt: begin, now: new Date(begin.getTime() + 600_000) });
  };

  it('is planned without changing anything, made as it was planned, watched to its end, and taken back', async () => {
    const before = await wanted();

    const plan = await planned(asked);

    expect(plan).toMatchObject({ sentence, place: { cluster: 'prod-weu', namespace: 'shop' } });
    expect(plan.objects).toEqual([{ kind: 'Deployment', namespace: 'shop', name: 'cart', fields }]);
    expect(await wanted()).toEqual(before);
    expect(await verified(plan, 0)).toMatchObject({ state: 'failed' });

    await action.run(cluster.azure, input, plan, begin);

    expect(await verified(plan, 1)).toMatchObject({ state: first });
    expect(await verified(plan, 120)).toEqual({ state: 'done', sentence: done });
    await expect(action.run(cluster.azure, input, plan, begin)).rejects.toMatchObject({ reason: 'conflict' });

    const undo = action.undo?.(input, plan);
    await ran({ action, input: undo?.input as typeof asked.input });

    expect(undo?.action).toBe(action.name);
    expect(await wanted()).toEqual(before);
  });
});

describe('a roll-back', () => {
  it('goes to the template of the revision before, tells what differs without values, and back again', async () => {
    const before = await wanted();
    const env = [{ name: 'MODE', value: 'hunter2' }];
    await patch('deployments', 'shop/cart', container({ image: 'contoso.azurecr.io/cart:1.13', env }));
    later(120);
    const newer = await wanted();
    const back = change(rollBack, {});

    const plan = await ran(back);

    expect(plan.sentence).toMatch(
      /^Roll Deployment cart back from revision \d+ to revision \d+, first made 20.+ UTC\.$/,
    );
    expect(plan.objects[0]?.fields).toEqual(
      expect.arrayContaining([
        { field: 'cart: image', before: 'contoso.azurecr.io/cart:1.13', after: 'contoso.azurecr.io/cart:1.12' },
        { field: 'cart: env MODE', before: 'value', after: '' },
      ]),
    );
    expect(JSON.stringify(plan)).not.toContain('hunter2');
    expect(await wanted()).toEqual(before);
    later(120);
    const seen = await rollBack.verify(cluster.azure, rollBack.input.parse(back.input), plan as never, {
      startedAt: begin,
      now: begin,
    });
    expect(seen.state).toBe('done');

    const undo = rollBack.undo?.(rollBack.input.parse(back.input), plan as never);
    await ran(change(rollBack, undo?.input ?? {}));

    expect(await wanted()).toEqual(newer);
  });

  it('goes stale when somebody rolls out something else meanwhile', async () => {
    await patch('deployments', 'shop/cart', container({ image: 'contoso.azurecr.io/cart:1.13' }));
    const first = await planned(change(rollBack, {}));
    later(60);
    await patch('deployments', 'shop/cart', container({ env: [{ name: 'A', value: 'b' }] }));

    const second = await planned(change(rollBack, {}));

    expect(fingerprintOf(second.before)).not.toBe(fingerprintOf(first.before));
  });
});

describe('what makes no sense', () => {
  const paused = () => patch('deployments', 'shop/cart', { spec: { paused: true } });
  const empty = () => patch('deployments', 'shop/cart', { spec: { replicas: 0 } });
  const refusals: [what: string, it: ReturnType<typeof change>, words: RegExp, first?: () => Promise<unknown>][] = [
    ['a restart of a paused Deployment', change(restart, {}), /paused: resume them first/, paused],
    ['a memory limit while paused', change(raiseMemoryLimit, { container: 'cart', limitMiB: 512 }), /paused/, paused],
    ['a restart of nothing', change(restart, {}), /no pods to replace/, empty],
    ['the number that there is', change(scale, { replicas: 2 }), /has 2 replicas already/],
    ['a revision that is not kept', change(rollBack, { revision: 77 }), /no revision 77; its history keeps/],
    ['a tag that was never pushed', change(rollToTag, { container: 'cart', version: '9.9' }), /has no cart with 9\.9/],
    ['latest', change(rollToTag, { container: 'cart', version: 'latest' }), /"latest" says nothing/],
    ['the tag that runs', change(rollToTag, { container: 'cart', version: '1.12' }), /at 1\.12 already/],
    ['a container that is not there', change(rollToTag, { container: 'api', version: '1.13' }), /it has cart/],
    [
      'a limit below the request',
      change(raiseMemoryLimit, { container: 'cart', limitMiB: 100 }),
      /limit of 100Mi is below the request of 128Mi/,
    ],
    ['the memory that there is', change(raiseMemoryLimit, { container: 'cart', limitMiB: 256 }), /is that already/],
  ];

  it.each(refusals)('is refused in words: %s', async (_, it, words, first) => {
    await first?.();

    const plan = planned(it);

    await expect(plan).rejects.toThrow(words);
    await expect(plan).rejects.toBeInstanceOf(UserError);
  });

  it('is refused for a ReplicaSet of a Deployment, which names its owner', async () => {
    const sets = await cluster.azure.kubernetes.list(id, 'replicasets', 'shop');
    const name = sets.find((it) => it.metadata?.name?.startsWith('cart-'))?.metadata?.name ?? '';

    const plan = planned(change(scale, { kind: 'ReplicaSet', name, replicas: 5 }));

    await expect(plan).rejects.toThrow('belongs to Deployment cart');
  });

  it('is refused outside the bounds of an autoscaler, which is told of within them', async () => {
    const plain = await planned(change(scale, { replicas: 3 }));
    cluster.world.cluster('prod-weu').autoscalers.push({
      ...{ namespace: 'shop', name: 'cart', createdAt: begin, min: 2, max: 6, target: 70 },
    });
    const told = await planned(change(scale, { replicas: 3 }));
    const outside = planned(change(scale, { replicas: 9 }));

    expect(plain.reach.join(' ')).not.toContain('Autoscaler');
    expect(told.reach.join(' ')).toContain('HorizontalPodAutoscaler cart sets its replicas (2 to 6)');
    await expect(outside).rejects.toThrow('keeps cart between 2 and 6 replicas');
  });
});
