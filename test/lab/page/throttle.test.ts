import { describe, expect, it } from 'vitest';
import { Throttle } from '../../../src/lab/page/throttle.ts';

function driven() {
  let ms = 1_000_000;
  const throttle = new Throttle({ now: () => new Date(ms), after: () => () => undefined });
  return { throttle, pass: (by: number) => (ms += by) };
}

describe('the throttle', () => {
  it('lets everything pass until it is switched on', () => {
    const { throttle } = driven();

    expect(Array.from({ length: 100 }, () => throttle.take('a')).every((it) => it === undefined)).toBe(true);
  });

  it('refuses the eighth message to one conversation within a second', () => {
    const { throttle, pass } = driven();
    throttle.on = true;

    const first = Array.from({ length: 7 }, () => throttle.take('a'));
    expect(first.every((it) => it === undefined)).toBe(true);
    expect(throttle.take('a')).toEqual({ waitSeconds: 1 });
    expect(throttle.take('b')).toBeUndefined();

    pass(1_000);
    expect(throttle.take('a')).toBeUndefined();
  });

  it('says how long to wait when half a minute is used up', () => {
    const { throttle, pass } = driven();
    throttle.on = true;
    for (let sent = 0; sent < 60; sent++) {
      expect(throttle.take('a')).toBeUndefined();
      pass(300);
    }

    expect(throttle.take('a')).toEqual({ waitSeconds: 12 });
  });
});
