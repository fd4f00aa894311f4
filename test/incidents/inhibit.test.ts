import { describe, expect, it } from 'vitest';
import { defaultInhibitRules, type InhibitRule, inhibitor } from '../../src/incidents/inhibit.ts';
import { parseMatchers } from '../../src/incidents/parse-matchers.ts';

const rule = (source: string, target: string, equal: string[] = []): InhibitRule => ({
  source: parseMatchers(source),
  target: parseMatchers(target),
  equal,
});
const all = (...labels: Record<string, string>[]) => labels.map((it, index) => ({ id: `#${index + 1}`, labels: it }));

describe('an alert mutes another', () => {
  const down = rule('s=1', 't=1', ['e']);
  const both = { s: '1', t: '1', e: '1' };

  it.each([
    ['when both sides match and the labels are equal', [down], all({ s: '1', e: '1' }), { t: '1', e: '1' }, '#1'],
    ['not when a label differs', [down], all({ s: '1', e: '1' }), { t: '1', e: '0' }, undefined],
    ['not when only one has the label', [down], all({ s: '1', e: '1' }), { t: '1' }, undefined],
    ['when both lack the label', [down], all({ s: '1' }), { t: '1' }, '#1'],
    ['when one lacks it and the other has it empty', [down], all({ s: '1', e: '' }), { t: '1' }, '#1'],
    ['not when the target side does not match', [down], all({ s: '1', e: '1' }), { t: '0', e: '1' }, undefined],
    ['not when the source side does not match', [down], all({ s: '0', e: '1' }), { t: '1', e: '1' }, undefined],
    ['whatever the labels when none must be equal', [rule('s=1', 't=1')], all({ s: '1', x: '2' }), { t: '1' }, '#1'],
    ['not itself', [down], all(both), both, undefined],
    ['not when both match both sides', [down], all(both, { ...both, x: '2' }), both, undefined],
    ['that matches both sides, when itself matches one', [down], all(both, { s: '1', e: '1' }), both, '#2'],
    ['that matches one side, when itself matches both', [down], all(both), { t: '1', e: '1' }, '#1'],
    ['by any of the rules', [rule('a=1', 'b=1'), down], all({ s: '1', e: '1' }), { t: '1', e: '1' }, '#1'],
    ['though it is muted itself', [down, rule('u=1', 's=1')], all({ s: '1' }, { u: '1' }), { t: '1' }, '#1'],
    [
      'not across values that only look alike together',
      [rule('s=1', 't=1', ['a', 'b'])],
      all({ s: '1', a: 'x","y', b: '' }),
      { t: '1', a: 'x', b: 'y","' },
      undefined,
    ],
  ])('%s', (_, rules, firing, target: Record<string, string>, by) => {
    expect(inhibitor(rules, firing)(target)?.by).toBe(by);
  });

  const node = { alertname: 'KubeNodeNotReady', cluster: 'c', node: 'n1', severity: 'warning' };
  const api = { alertname: 'ClusterDown', cluster: 'c', severity: 'critical' };
  const critical = { alertname: 'Latency', cluster: 'c', namespace: 'shop', severity: 'critical' };

  it.each([
    ['a pod of a node that is down', node, { alertname: 'Crash', cluster: 'c', node: 'n1', pod: 'p' }, 'node-down'],
    ['a pod of another node', node, { alertname: 'Crash', cluster: 'c', node: 'n2', pod: 'p' }, undefined],
    ['a pod whose node is not known', node, { alertname: 'Crash', cluster: 'c', pod: 'p' }, undefined],
    ['a node of a cluster that is down', api, node, 'cluster-down'],
    ['the same of another cluster', api, { ...node, cluster: 'd' }, undefined],
    ['the cluster alert itself', api, api, undefined],
    ['an attack in a cluster that is down', api, { alertname: 'Shell', cluster: 'c', intent: 'Execution' }, undefined],
    [
      'a warning beside the same that is critical',
      critical,
      { ...critical, severity: 'warning' },
      'critical-over-warning',
    ],
    ['a warning elsewhere', critical, { ...critical, namespace: 'pay', severity: 'warning' }, undefined],
    ['a warning of another resource', critical, { ...critical, resource_id: '/vm/2', severity: 'warning' }, undefined],
    ['another critical one', critical, { ...critical, pod: 'p' }, undefined],
    ['an attack that is less severe', critical, { ...critical, severity: 'low', intent: 'Probing' }, undefined],
  ])('by the rules that are shipped, %s', (_, source, target: Record<string, string>, name) => {
    expect(inhibitor(defaultInhibitRules, all(source))(target)?.rule).toBe(name);
  });

  it('among ten thousand, each looked up once', () => {
    const firing = Array.from({ length: 10_000 }, (_, index) => ({
      id: String(index),
      labels: {
        alertname: index % 2 ? 'KubeNodeNotReady' : 'Crash',
        cluster: 'c',
        node: `n${index >> 1}`,
        ...(index % 2 === 0 && { pod: `p${index}` }),
      },
    }));
    let compared = 0;
    const watched = firing.map((it) => ({
      id: it.id,
      get labels() {
        compared++;
        return it.labels;
      },
    }));

    const inhibits = inhibitor(defaultInhibitRules, watched);
    const muted = firing.filter((it) => inhibits(it.labels)?.by === String(Number(it.id) + 1));

    expect(muted).toHaveLength(5000);
    expect(compared).toBe(10_000);
  });
});
