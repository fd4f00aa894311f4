import { describe, expect, it } from 'vitest';
import { at, given, refusalOf } from './given-series.ts';

const requests = given(5, [
  'http_requests{job="api", instance="0", group="production"} 0+10x10',
  'http_requests{job="api", instance="1", group="production"} 0+20x10',
  'http_requests{job="api", instance="0", group="canary"} 0+30x10',
  'http_requests{job="api", instance="1", group="canary"} 0+40x10',
  'http_requests{job="app", instance="0", group="production"} 0+50x10',
  'http_requests{job="app", instance="1", group="production"} 0+60x10',
  'http_requests{job="app", instance="0", group="canary"} 0+70x10',
  'http_requests{job="app", instance="1", group="canary"} 0+80x10',
]);
const nodes = given(5, [
  'node_var{instance="abc",job="node"} 2',
  'node_role{instance="abc",job="node",role="prometheus"} 1',
  'node_cpu{instance="abc",job="node",mode="idle"} 3',
  'node_cpu{instance="abc",job="node",mode="user"} 1',
  'node_cpu{instance="def",job="node",mode="idle"} 8',
  'node_cpu{instance="def",job="node",mode="user"} 2',
]);
const sum = 'sum(http_requests) by (job)';

// The documented examples and precedence rules; every number can be checked by hand from the ten steps above.
describe('operators of PromQL', () => {
  it.each([
    ['-2^---1*3', -1.5],
    ['2/-2^---1*3+2', -10],
    ['- - - 1', -1],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['1 + 2 * 3 % 4', 3],
    ['0 == bool 1', 0],
    ['-7 % 3', -1],
    ['1 ^ NaN', 1],
    ['1h30m', 5_400],
    ['0x1F', 31],
    ['1 / 0 - Inf', Number.NaN],
  ])('give %s = %d', (text, value) => {
    expect(at(50, requests, text)).toEqual({ '': value });
  });

  it.each([
    [`${sum} - count(http_requests) by (job)`, { '{job=api}': 996, '{job=app}': 2596 }],
    [`2 - ${sum}`, { '{job=api}': -998, '{job=app}': -2598 }],
    [`${sum} % 2 ^ 3 ^ 2`, { '{job=api}': 488, '{job=app}': 40 }],
    [`${sum} / 0`, { '{job=api}': Number.POSITIVE_INFINITY, '{job=app}': Number.POSITIVE_INFINITY }],
    [`-10^3 * - ${sum} ^ -1`, { '{job=api}': 1, '{job=app}': 0.38461538461538464 }],
    [`${sum} > 1000`, { '{job=app}': 2600 }],
    [`1000 < ${sum}`, { '{job=app}': 2600 }],
    [`${sum} == bool 1000`, { '{job=api}': 1, '{job=app}': 0 }],
    [`SUM(http_requests) BY (job) != 1000`, { '{job=app}': 2600 }],
  ])('give %s', (text, values) => {
    expect(at(50, requests, text)).toEqual(values);
  });

  it('keep the name when they only filter, and drop it when they compute', () => {
    const one = 'http_requests{job="api",instance="0",group="canary"}';

    expect(at(50, requests, `${one} > 1`)).toEqual({ 'http_requests{group=canary,instance=0,job=api}': 300 });
    expect(at(50, requests, `${one} > bool 1`)).toEqual({ '{group=canary,instance=0,job=api}': 1 });
    expect(at(50, requests, `-${one}`)).toEqual({ '{group=canary,instance=0,job=api}': -300 });
    expect(at(50, requests, `+${one}`)).toEqual({ 'http_requests{group=canary,instance=0,job=api}': 300 });
  });

  it.each(['on(instance, job)', 'ignoring(group)'])('match one to one %s', (matching) => {
    expect(at(50, requests, `http_requests{group="canary"} / ${matching} http_requests{group="production"}`)).toEqual({
      '{instance=0,job=api}': 3,
      '{instance=1,job=api}': 2,
      '{instance=0,job=app}': 1.4,
      '{instance=1,job=app}': 1.3333333333333333,
    });
  });

  it.each([
    ['node_role * on (instance) group_right (role) node_var', { '{instance=abc,job=node,role=prometheus}': 2 }],
    ['node_var * ignoring (role) group_left (role) node_role', { '{instance=abc,job=node,role=prometheus}': 2 }],
    [
      'node_cpu / on (instance) group_left sum by (instance,job)(node_cpu)',
      {
        '{instance=abc,job=node,mode=idle}': 0.75,
        '{instance=abc,job=node,mode=user}': 0.25,
        '{instance=def,job=node,mode=idle}': 0.8,
        '{instance=def,job=node,mode=user}': 0.2,
      },
    ],
  ])('match many to one: %s', (text, values) => {
    expect(at(1, nodes, text)).toEqual(values);
  });

  it('treat series as sets', () => {
    const canary = 'http_requests{group="canary"}';
    const of = (text: string) => Object.keys(at(50, requests, text)).length;

    expect(of(`${canary} and http_requests{instance="0"}`)).toBe(2);
    expect(of(`(${canary} + 1) and on(instance) http_requests{instance="0", group="production"}`)).toBe(2);
    expect(of(`${canary} unless on(job, instance) http_requests{instance="0"}`)).toBe(2);
    expect(of(`${canary} or http_requests`)).toBe(8);
    expect(of(`(${canary} + 1) or http_requests{instance="1"}`)).toBe(6);
    expect(of('http_requests and on (dummy) vector(1)')).toBe(8);
  });

  it('refuse to match many with many, or many with one that was not asked for', () => {
    expect(refusalOf('node_cpu * on (job) node_cpu', nodes)).toMatch(
      /^found duplicate series for the match group \{job="node"\} on the right hand-side of the operation: \[.*\];many-to-many matching not allowed: matching labels must be unique on one side$/,
    );
    expect(refusalOf('node_cpu * on (job, instance) node_var', nodes)).toBe(
      'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
    );
  });
});
