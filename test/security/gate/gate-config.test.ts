import { describe, expect, it } from 'vitest';
import { gateExceptionInput } from '../../../src/remediation/actions/gate-exception.ts';
import { gatePolicies } from '../../../src/security/gate/gate-policies.ts';
import { gateConfig, withGateSecret } from '../../../src/teams/gate-config.ts';

const faultsOf = (section: unknown) =>
  (gateConfig.safeParse(section).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
const exception = {
  ...{ covers: ['CVE-2024-2961'], images: ['contoso.azurecr.io/*'], owner: 'team-a', reason: 'x', approved_by: 'Eve' },
  expires: '2027-01-31',
};
const withException = (o: object) => ({ policies: { own: { exceptions: [{ ...exception, ...o }] } } });

describe('an exception that is asked for in chat', () => {
  it.each(['*', 'app(', '../app', 'a pp'])('is for one image and no pattern: "%s"', (repository) => {
    const input = { policy: 'default', registry: 'contoso.azurecr.io', covers: ['CVE-2024-1'], owner: 'team-a' };
    const read = (o: object) => gateExceptionInput.safeParse({ ...input, until: '2027-01-01T00:00:00Z', ...o }).success;

    expect(read({ repository: 'team/app-1_a' })).toBe(true);
    expect(read({ repository })).toBe(false);
    expect(read({ repository: 'app', registry: repository })).toBe(false);
  });
});

describe('the settings of the gate', () => {
  it('are ready without any, and add policies to those', () => {
    const own = gateConfig.parse({ default: 'own', policies: { own: { max: { low: 3 }, grace_days: 7, ...{} } } });
    const { policy, names } = gatePolicies(own);

    expect(gatePolicies(gateConfig.parse({})).policy().name).toBe('default');
    expect(names).toEqual(['default', 'microsoft', 'own']);
    expect(policy()).toMatchObject({
      name: 'own',
      max: { Low: 3 },
      graceDays: { Critical: 7, Low: 7 },
      knownExploited: 'fail',
    });
    expect(() => policy('other')).toThrow('There are default, microsoft, own.');
  });

  it.each([
    [{ default: 'nope' }, 'default: is no policy'],
    [{ policies: { microsoft: {} } }, 'policies.microsoft: is the name of a ready policy'],
    [{ policies: { own: { registries: [] } } }, 'policies.own.registries: allows no registry at all'],
    [{ policies: { own: { max: { high: -1 } } } }, 'policies.own.max.high: '],
    [{ policies: { own: { registries: ['*a*a*a*a*a*'] } } }, 'policies.own.registries.0: is no name'],
    [{ api: { verify: { by: 'entra', audience: 'x' } } }, 'api.verify.caller: is missing'],
    [{ api: { verify: { by: 'entra', audience: 'x' } } }, 'api.verify.role: is missing'],
    [{ api: {} }, 'api.verify: '],
    [withException({ owner: undefined }), 'policies.own.exceptions.0.owner: '],
    [withException({ reason: ' ' }), 'policies.own.exceptions.0.reason: '],
    [withException({ expires: 'never' }), 'policies.own.exceptions.0.expires: is a date'],
    [withException({ approved_by: 'Team-A' }), 'policies.own.exceptions.0.approved_by: is the owner'],
    [withException({ covers: ['too-many-high'] }), 'policies.own.exceptions.0.covers.0: is neither'],
  ])('name what is wrong: %j', (section, fault) => {
    expect(faultsOf(section).filter((it) => it.startsWith(fault))).not.toEqual([]);
  });

  it('name every fault at once, and take the secret from the environment alone', () => {
    const wrong = {
      default: 'nope',
      policies: { own: { signature: 'maybe' } },
      api: { verify: { by: 'entra', audience: 'x' } },
    };
    const verify = { by: 'shared-secret', variable: 'GATE_SECRET' };

    expect(faultsOf(wrong)).toHaveLength(4);
    expect(faultsOf({ api: { verify } })).toEqual([
      'api.verify.variable: the environment variable GATE_SECRET is not set',
    ]);
    const { gate } = withGateSecret({ api: { verify } }, { GATE_SECRET: 'sixteen-letters-and-more' });
    expect(faultsOf(gate)).toEqual([]);
    expect(withGateSecret({ api: { verify: { ...verify, secret: 'x' } } }, {}).problems).toHaveLength(1);
  });
});
