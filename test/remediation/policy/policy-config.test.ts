import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { groupsInPolicy } from '../../../src/remediation/policy/policy.ts';
import { remediationConfig, remediationConfigFor } from '../../../src/remediation/policy/policy-config.ts';
import { idOf } from './some-policy.ts';

const section = remediationConfigFor([
  { name: 'restart', risk: 'low' },
  { name: 'drain', risk: 'high' },
  { name: 'raise-memory-limit', risk: 'medium' },
]);
const [ann, bob, group] = [idOf(1), idOf(2), '6F1C2A0E-8D4B-4C57-9A3E-1B2C3D4E5F60'];

function faultsOf(settings: unknown): string[] {
  return (section.safeParse(settings).error?.issues ?? []).map((it) => `${it.path.join('.')}: ${it.message}`);
}

const ofRules = (...rules: object[]) => faultsOf({ policy: rules.map((it, n) => ({ name: `r${n}`, ...it })) });

describe('the policy in the config', () => {
  it('is the default alone without a word', () => {
    const { policy } = remediationConfig.parse({});

    expect(policy.rules).toEqual([]);
    expect(policy.nonProduction.has('staging')).toBe(true);
    expect(policy.nonProduction.has('production')).toBe(false);
  });

  it('reads a rule with all that it can say', () => {
    const { policy } = section.parse(
      parse(`
        policy:
          - name: payments-prod
            actions: [restart, raise-*]
            clusters: [prod-*]
            namespaces: [payments]
            environments: [production]
            ask: [{ group: ${group} }, ${ann}]
            approve: [{ id: ${bob} }, { group: ${group} }]
            approvals: 2
            four_eyes: false
            reason: required
            expires: 30m
            windows: [nights]
            managed: warn
            break_glass: { who: [${ann}] }
          - { name: calm, clusters: ['*'], auto_approve: true, break_glass: { who: [{ group: ${ann} }], review_within: 2d } }
          - { name: nothing, namespaces: [shop], deny: true }
        non_production: [Play]
        time_intervals:
          - { name: nights, time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }] }] }
      `),
    );

    expect(policy.rules[0]).toEqual({
      name: 'payments-prod',
      actions: ['restart', 'raise-*'],
      clusters: ['prod-*'],
      namespaces: ['payments'],
      environments: ['production'],
      terms: {
        ask: [{ group: group.toLowerCase() }, { id: ann }],
        approve: [{ id: bob }, { group: group.toLowerCase() }],
        approvals: 2,
        fourEyes: false,
        reason: 'required',
        expiresMs: 1_800_000,
        windows: ['nights'],
        autoApprove: false,
        managed: 'warn',
        breakGlass: { who: [{ id: ann }], reviewWithinMs: 86_400_000 },
      },
    });
    expect(policy.rules[1]?.terms).toMatchObject({ autoApprove: true, approvals: 1, fourEyes: true });
    expect(policy.rules[2]?.terms).toBe('deny');
    expect([...policy.nonProduction]).toEqual(['play']);
    expect(policy.timeIntervals.get('nights')).toHaveLength(1);
    expect(groupsInPolicy(policy)).toEqual([group.toLowerCase(), ann]);
  });

  it.each<[object[], string[]]>([
    [[{ approvals: 0 }], ['policy.0.approvals: Too small: expected number to be >=1']],
    [[{ approvals: 6 }], ['policy.0.approvals: Too big: expected number to be <=5']],
    [[{ aprovals: 2 }], ['policy.0: Unrecognized key: "aprovals"']],
    [[{ expires: '31d' }], ['policy.0.expires: must be 30d at most']],
    [[{ expires: 0 }], ['policy.0.expires: must be longer than 0']],
    [[{ ask: [] }], ['policy.0.ask: names nobody; leave it out for whoever has the role']],
    [[{ ask: [{ id: ann, group: ann }] }], ['policy.0.ask.0: names either a person (id) or a group']],
    [[{ ask: [{}] }], ['policy.0.ask.0: names either a person (id) or a group']],
    [
      [{ ask: ['ann@contoso.example'] }],
      ['policy.0.ask.0.id: is not an Entra object id of a person (a GUID such as 6f1c2a0e-...)'],
    ],
    [[{ clusters: [] }], ['policy.0.clusters: matches nothing; leave it out for all']],
    [
      [{ namespaces: ['a b'] }],
      ['policy.0.namespaces.0: is not a name; * stands for any letters, four times at most, ? for one'],
    ],
    [[{ name: 'default' }], ['policy.0.name: "default" is what stands behind the rules; name it otherwise']],
    [[{ name: 'a', clusters: ['a'] }, { name: 'a' }], ['policy: "a" is there twice']],
    [[{ actions: ['restrt'] }], ['policy.0.actions.0: there is no action "restrt"; did you mean restart?']],
    [
      [{ actions: ['restart', 'lock-*'] }],
      ['policy.0.actions.1: there is no action "lock-*"; there are restart, drain, raise-memory-limit'],
    ],
    [
      [{ windows: ['nights'] }],
      ['policy.0.windows.0: there is no time interval "nights"; remediation.time_intervals has none'],
    ],
    [[{ windows: [] }], ['policy.0.windows: never opens; leave it out for any time']],
    [[{ break_glass: {} }], ['policy.0.break_glass.who: Invalid input: expected array, received undefined']],
    [
      [{ deny: true, auto_approve: true, approvals: 2 }],
      ['approvals', 'auto_approve'].map(
        (it) => `policy.0.${it}: says nothing where deny is true: leave out one of them`,
      ),
    ],
    [[{ auto_approve: true, actions: ['restart', 'drain'], environments: ['t*', '*'] }], []],
    [
      [{ auto_approve: true, actions: ['drain', 'raise-*'] }],
      ['policy.0.auto_approve: never counts: none of drain, raise-memory-limit is of low risk'],
    ],
    [
      [{ auto_approve: true, environments: ['test', 'prod*'] }],
      ['policy.0.auto_approve: never counts in "prod*": no environment of non_production is named like it'],
    ],
    [[{ approve: [ann, bob], approvals: 2 }], []],
    [[{ approve: [ann, { group }], approvals: 3 }], []],
    [
      [{ approve: [ann, ann], approvals: 2 }],
      ['policy.0.approvals: 2 can never come together: approve names 1 person'],
    ],
    [
      [{ ask: [ann, bob], approve: [ann, bob], approvals: 2 }],
      [
        'policy.0.approvals: 2 can never come together: approve names 2 people and none may approve what he asks for himself',
      ],
    ],
    [[{ ask: [ann, bob], approve: [ann, bob], approvals: 2, four_eyes: false }], []],
    [
      [{ ask: [ann], approve: [ann] }],
      [
        'policy.0.approvals: 1 can never come together: approve names 1 person and none may approve what he asks for himself',
      ],
    ],
    [[{ approvals: 2 }, { deny: true }], ['policy.1: is never come to: "r0" before it matches all that it matches']],
    [
      [
        { clusters: ['prod-*'], actions: ['*'] },
        { clusters: ['prod-eu-*'], actions: ['restart'], deny: true },
      ],
      ['policy.1: is never come to: "r0" before it matches all that it matches'],
    ],
    [[{ clusters: ['*'] }, { deny: true }], []],
    [[{ clusters: ['prod-?'] }, { clusters: ['prod-*'] }], []],
    [[{ actions: ['restart'] }, { clusters: ['a'] }, {}], []],
  ])('of %j tells %j', (rules, expected) => {
    expect(ofRules(...rules)).toEqual(expected);
  });

  it('tells every fault at once, those of the whole section also where a part is wrong', () => {
    const faults = faultsOf({
      policy: [{ name: 'a', approvals: 9 }, { name: 'b', actions: ['fly'] }, 7],
      non_production: ['dev', 'PROD'],
      time_intervals: [{ name: 'n', time_intervals: [] }],
      extra: 1,
    });

    expect(faults.map((it) => it.split(': ')[0])).toEqual([
      'policy.0.approvals',
      'policy.2',
      'time_intervals.0.time_intervals',
      '',
      'non_production.1',
      'policy.1.actions.0',
      'policy.1',
    ]);
  });
});

describe('the policy in the README', () => {
  it('is one without a fault', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const example = /```yaml\n(remediation:\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';

    expect(faultsOf(parse(example).remediation)).toEqual([]);
    expect(parse(example).remediation.policy).toHaveLength(3);
  });
});
