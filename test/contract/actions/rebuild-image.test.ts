import { describe, expect, it } from 'vitest';
import { useLabAzure } from '../lab-azure.ts';
import { planned, run, verified } from './made.ts';

const lab = useLabAzure();
const loginServer = 'contoso.azurecr.io';
const rebuild = (more: object = {}) => ({
  action: 'rebuild-image',
  input: { loginServer, repository: 'payments-api', ...more },
});

describe('rebuilding an image', () => {
  it('says which task builds what, runs it once, follows the run, and pushes an image without what is fixed', async () => {
    const { running, world, connect } = lab();
    const azure = connect();

    const plan = await planned(rebuild(), azure);
    const beforeRun = await verified(rebuild(), plan, azure);
    await run(rebuild(), plan, azure);
    const queued = await verified(rebuild(), plan, azure);
    const [started] = world.arm.taskRuns;
    if (!started) throw new Error('nothing was started');
    started.createdAt = new Date(started.createdAt.getTime() - 60_000);
    const done = await verified(rebuild(), plan, azure, 61_000);

    expect(plan.sentence).toBe('Build contoso.azurecr.io/payments-api anew by the ACR Task build-payments-api.');
    expect(plan.reach[0]).toMatch(/^It builds Dockerfile of https:\/\/github\.com\/contoso\/payments-api/);
    expect(plan.final).toMatch(/cannot be undone/);
    expect([beforeRun, queued].map(({ state, sentence }) => `${state}: ${sentence}`)).toEqual([
      'pending: The registry has no run of build-payments-api since then.',
      'pending: Run ca1 of build-payments-api is queued.',
    ]);
    expect(done).toMatchObject({ state: 'done', sentence: expect.stringContaining('pushed payments-api:ca1') });
    expect(running.requests.all().filter(({ path }) => /scheduleRun/i.test(path))).toHaveLength(1);
    const image = await azure.registry.manifest(loginServer, 'payments-api', 'ca1');
    expect(world.image(`${loginServer}/payments-api:ca1`).scan.flaws.filter(({ fixedIn }) => fixedIn)).toEqual([]);
    expect(image.tags).toEqual(['ca1']);
    expect(done.images).toEqual([image.digest]);
  });

  it('is refused where no task says that it builds the repository, and by a name that no task has', async () => {
    const { connect } = lab();
    const azure = connect();

    await expect(planned(rebuild({ repository: 'unheard-of' }), azure)).rejects.toThrow(
      'No ACR Task of contoso says that it builds unheard-of.',
    );
    await expect(planned(rebuild({ task: 'nightly' }), azure)).rejects.toThrow('by the name nightly');
  });

  it('is unknown where the answer is lost, and looking finds the run; a refusal names the role', async () => {
    const { running, connect, world } = lab();
    const azure = connect();
    world.arm.taskRuns.length = 0;
    const plan = await planned(rebuild(), azure);

    running.faults.set('arm', { loses: true, methods: ['POST'] });
    await expect(run(rebuild(), plan, azure)).rejects.toMatchObject({ outcomeUnknown: true });
    running.faults.set('arm', { status: 403, methods: ['POST'] });
    await expect(run(rebuild(), plan, azure)).rejects.toMatchObject({
      reason: 'forbidden',
      role: expect.stringContaining('scheduleRun/action'),
    });
    running.faults.clear();

    expect((await verified(rebuild(), plan, azure)).sentence).toMatch(/^Run ca1 .* is queued/);
  });
});
