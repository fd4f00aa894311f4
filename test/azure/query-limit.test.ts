import { describe, expect, it } from 'vitest';
import { createQueryLimit } from '../../src/azure/query-limit.ts';

const never = new AbortController().signal;

/** Work that runs until it is told to end. */
function piece() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let started = false;
  const work = () => {
    started = true;
    return promise;
  };
  return { work, end: resolve, started: () => started };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the limit of queries', () => {
  it('starts the one that waited longest when another ends', async () => {
    const limit = createQueryLimit(2);
    const pieces = Array.from({ length: 4 }, piece);
    const all = pieces.map(({ work }) => limit.run(never, work));

    await settled();
    expect(pieces.map(({ started }) => started())).toEqual([true, true, false, false]);

    pieces[1]?.end();
    await settled();
    expect(pieces.map(({ started }) => started())).toEqual([true, true, true, false]);

    for (const { end } of pieces) end();
    await Promise.all(all);
  });

  it('lets one who gives up leave the line, and keeps its place for nobody', async () => {
    const limit = createQueryLimit(1);
    const [first, second, third] = [piece(), piece(), piece()];
    const giveUp = new AbortController();
    const running = limit.run(never, first.work);
    const waiting = limit.run(giveUp.signal, second.work);
    const last = limit.run(never, third.work);

    giveUp.abort(new Error('no more'));
    await expect(waiting).rejects.toThrow('no more');
    first.end();
    await running;
    await settled();

    expect([second.started(), third.started()]).toEqual([false, true]);
    third.end();
    await last;
  });

  it('passes the turn on when it comes in the moment of giving up', async () => {
    const limit = createQueryLimit(1);
    const [first, second, third] = [piece(), piece(), piece()];
    const giveUp = new AbortController();
    const running = limit.run(never, first.work);
    const waiting = limit.run(giveUp.signal, second.work);

    first.end();
    await running.then(() => giveUp.abort(new Error('no more')));
    second.end();
    await waiting.catch(() => undefined);

    const last = limit.run(never, third.work);
    await settled();
    expect(third.started()).toBe(true);
    third.end();
    await last;
  });

  it('frees the place of work that fails', async () => {
    const limit = createQueryLimit(1);

    await expect(limit.run(never, () => Promise.reject(new Error('bad')))).rejects.toThrow('bad');

    await expect(limit.run(never, async () => 'good')).resolves.toBe('good');
  });
});
