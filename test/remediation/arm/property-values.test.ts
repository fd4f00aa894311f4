import { describe, expect, it } from 'vitest';
import { fieldsBetween, valuesIn, withValues } from '../../../src/remediation/arm/property-values.ts';

const usual = { 'addonProfiles.azurepolicy.enabled': false, disableLocalAccounts: false, 'api.ranges': [] };

describe('values of a resource by their paths', () => {
  it('are what stands there, whatever the case of the names, and what is usual where nothing does', () => {
    expect(valuesIn({ addonProfiles: { azurePolicy: { enabled: true } }, api: null }, usual)).toEqual({
      'addonProfiles.azurepolicy.enabled': true,
      disableLocalAccounts: false,
      'api.ranges': [],
    });
    expect(valuesIn(undefined, usual)).toEqual(usual);
    expect(valuesIn({ addonProfiles: 'odd', api: [1] }, usual)).toEqual(usual);
  });

  it('are set where they belong, and all else stays, the body that was read too', () => {
    const read = { addonProfiles: { azurePolicy: { enabled: false, config: { a: 1 } }, other: {} }, kept: [1] };
    const copy = structuredClone(read);

    const set = withValues(read, { 'addonProfiles.azurepolicy.enabled': true, 'api.ranges': ['10.0.0.0/8'] });

    expect(set).toEqual({
      addonProfiles: { azurePolicy: { enabled: true, config: { a: 1 } }, other: {} },
      kept: [1],
      api: { ranges: ['10.0.0.0/8'] },
    });
    expect(read).toEqual(copy);
    expect(withValues(set, { 'api.ranges': null })).toMatchObject({ api: {} });
    expect(withValues({}, { adminUserEnabled: false })).toEqual({ adminUserEnabled: false });
  });

  it.each([
    [{ a: false }, { a: true }, [{ field: 'a', before: 'false', after: 'true' }]],
    [{ a: [] }, { a: ['x', 'y'] }, [{ field: 'a', before: '', after: 'x, y' }]],
    [{ a: 'x' }, { a: null }, [{ field: 'a', before: 'x', after: '' }]],
    [{ a: { b: 1 } }, { a: { b: 1 } }, []],
    [{ a: 'x', b: 1 }, { a: 'x' }, []],
  ])('differ, from %j to %j, as people read it', (before, after, fields) => {
    expect(fieldsBetween(before, after)).toEqual(fields);
  });
});
