import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../../src/commands/dialogue.ts';
import { type Grant, grantsOf } from '../../../src/commands/people/grants.ts';
import { type Act, mayRun } from '../../../src/commands/people/may-run.ts';
import { groupsIn, peopleConfig, unknownVerbs } from '../../../src/commands/people/people-config.ts';
import { covers, everywhere, type Scope, scopeText, type Where } from '../../../src/commands/people/scope.ts';
import { type Role, roles } from '../../../src/model/actor.ts';

const id = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const group = 'aaaaaaaa-1111-4111-8111-111111111111';
const inNone: ReadonlySet<string> = new Set();

const grant = (role: Role, more: Partial<Grant> = {}): Grant => ({ role, by: 'list', ...more });
const act = (name: string, role: Role, touches?: Act['touches']): Act => ({ name, role, touches });
const prod: Where = { cluster: 'prod-weu', namespace: 'payments', environment: 'production' };

describe('a scope', () => {
  it.each<[Scope | undefined, Where, boolean]>([
    [undefined, prod, true],
    [undefined, everywhere, true],
    [{ clusters: ['prod-weu'] }, prod, true],
    [{ clusters: ['PROD-*'] }, prod, true],
    [{ clusters: ['prod-w?u'] }, prod, true],
    [{ clusters: ['staging-*', 'prod-*'] }, prod, true],
    [{ clusters: ['staging-*'] }, prod, false],
    [{ clusters: ['prod'] }, prod, false],
    [{ clusters: ['rod-*'] }, prod, false],
    [{ clusters: ['prod.weu'] }, prod, false],
    [{ namespaces: ['pay*'] }, prod, true],
    [{ namespaces: ['payments'] }, { ...prod, namespace: 'payments-eu' }, false],
    [{ environments: ['production'] }, prod, true],
    [{ environments: ['production'] }, { ...prod, environment: 'staging' }, false],
    // What spans all namespaces, or has no environment, is not within one of them.
    [{ namespaces: ['payments'] }, { cluster: 'prod-weu' }, false],
    [{ namespaces: ['*'] }, { cluster: 'prod-weu' }, false],
    [{ environments: ['*'] }, { cluster: 'prod-weu', namespace: 'payments' }, false],
    [{ clusters: ['*'] }, everywhere, false],
    // All that is limited must fit.
    [{ clusters: ['prod-*'], namespaces: ['shop'] }, prod, false],
    [{ clusters: ['prod-*'], namespaces: ['payments'], environments: ['prod*'] }, prod, true],
  ])('%j covers %j: %s', (scope, where, expected) => {
    expect(covers(scope, where)).toBe(expected);
  });

  it('is told in words', () => {
    expect(scopeText({ clusters: ['a-*', 'b'], namespaces: ['payments'] })).toBe(
      'clusters a-* or b, namespaces payments',
    );
  });
});

describe('whether somebody may run a command', () => {
  const staging = { clusters: ['staging-*'] };
  it.each<[string, Grant[] | 'blocked', Act, Where | undefined, string]>([
    ['is blocked', 'blocked', act('help', 'viewer', 'nothing'), undefined, 'blocked'],
    ['has no grant', [], act('help', 'viewer', 'nothing'), undefined, 'outsider'],
    ['is a viewer', [grant('viewer')], act('use', 'operator'), undefined, 'role-too-low'],
    ['is an operator', [grant('operator')], act('why', 'viewer'), prod, 'operator'],
    ['has it elsewhere', [grant('operator', { scope: staging })], act('use', 'operator'), prod, 'outside-scope'],
    [
      'has it elsewhere, before the place is known',
      [grant('viewer', { scope: staging })],
      act('why', 'viewer'),
      undefined,
      'viewer',
    ],
    [
      'is limited, and asks about everything',
      [grant('admin', { scope: staging })],
      act('why', 'viewer'),
      everywhere,
      'outside-scope',
    ],
    ['has another verb', [grant('operator', { verbs: ['ack'] })], act('use', 'operator'), prod, 'verb-not-granted'],
    ['has this verb', [grant('operator', { verbs: ['ack', 'use'] })], act('use', 'operator'), prod, 'operator'],
    [
      'has one verb, and asks how to ask',
      [grant('operator', { verbs: ['ack'] })],
      act('help', 'viewer', 'nothing'),
      undefined,
      'operator',
    ],
    // Two lines of the config do not add up to what neither gives.
    [
      'reads here and changes there',
      [grant('operator', { scope: staging }), grant('viewer')],
      act('use', 'operator'),
      prod,
      'outside-scope',
    ],
    [
      'reads here and changes there, and reads',
      [grant('operator', { scope: staging }), grant('viewer')],
      act('why', 'viewer'),
      prod,
      'viewer',
    ],
    [
      'has the verb elsewhere',
      [grant('operator', { verbs: ['use'], scope: staging }), grant('operator', { verbs: ['ack'] })],
      act('use', 'operator'),
      prod,
      'outside-scope',
    ],
  ])('who %s', (_, grants, what, where, expected) => {
    const decision = mayRun(grants, what, where);

    expect('grant' in decision ? decision.grant.role : decision.refusal.reason).toBe(expected);
  });

  it('goes by the order of the roles, for every command', () => {
    for (const has of roles)
      for (const command of commands)
        expect('grant' in mayRun([grant(has)], command)).toBe(roles.indexOf(has) >= roles.indexOf(command.role));
  });
});

describe('what the config gives', () => {
  it('is by object id or by group, the most powerful role first', () => {
    const config = peopleConfig.parse({
      viewer: [id.toUpperCase()],
      operator: [{ group: group.toUpperCase(), scope: { clusters: ['a'] }, verbs: ['Use'] }],
      admin: [{ id: other }],
    });

    expect(groupsIn(config)).toEqual([group]);
    expect(grantsOf(config, id, inNone)).toEqual([{ role: 'viewer', by: 'list' }]);
    expect(grantsOf(config, id, new Set([group]))).toEqual([
      { role: 'operator', by: `group ${group}`, scope: { clusters: ['a'] }, verbs: ['use'] },
      { role: 'viewer', by: 'list' },
    ]);
    expect(grantsOf(config, '', inNone)).toEqual([]);
  });

  it('is nothing to who is blocked, by object id or by group', () => {
    const config = peopleConfig.parse({ admin: [id, other], blocked: [id, { group }] });

    expect(grantsOf(config, id, inNone)).toBe('blocked');
    expect(grantsOf(config, other, new Set([group]))).toBe('blocked');
    expect(grantsOf(config, other, inNone)).toHaveLength(1);
  });

  it.each<[unknown, RegExp]>([
    [{ admin: ['ann@contoso.com'] }, /not an Entra object id/],
    [{ admins: [] }, /admins/],
    [{ viewer: [{ id, group }] }, /either a person/],
    [{ viewer: [{ scope: { clusters: ['a'] } }] }, /either a person/],
    [{ viewer: [{ id, scope: {} }] }, /limits nothing/],
    [{ viewer: [{ id, scope: { clusters: [] } }] }, /clusters/],
    [{ viewer: [{ id, scope: { cluster: ['a'] } }] }, /cluster/],
    [{ viewer: [{ id, scope: { clusters: ['(a+)+'] } }] }, /not a name/],
    [{ viewer: [{ id, scope: { clusters: ['*a*a*a*a*'] } }] }, /not a name/],
    [{ viewer: [{ id, verbs: [] }] }, /verbs/],
    [{ blocked: [{ id, scope: { clusters: ['a'] } }] }, /scope/],
  ])('is refused with its place: %j', (config, message) => {
    const { error } = peopleConfig.safeParse(config);

    expect(JSON.stringify(error?.issues)).toMatch(message);
  });

  it('may be written as the README shows it', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const shown = [...readme.matchAll(/```yaml\n(\s*people:[\s\S]*?)```/g)].map(([, text]) => parse(text ?? ''));

    expect(shown).toHaveLength(2);
    for (const { people } of shown) expect(unknownVerbs(peopleConfig.parse(people), commands)).toEqual([]);
  });

  it('names verbs that can be said', () => {
    const config = peopleConfig.parse({ operator: [other, { id, verbs: ['use', 'levitate'] }] });

    expect(unknownVerbs(config, commands)).toEqual([
      expect.stringMatching(/^people\.operator\.1\.verbs: there is no command "levitate"/),
    ]);
  });
});
