import { describe, expect, it } from 'vitest';
import { type ContainersPlan, containersPlanOf } from '../../../src/security/posture/defender-plans.ts';
import { dayOfNodeImage } from '../../../src/security/posture/node-image-check.ts';
import { postureConfig } from '../../../src/security/posture/posture-config.ts';
import type { OfferedVersion } from '../../../src/security/posture/supported-versions.ts';
import { checks, now, resourceWith } from './judged-by-body.ts';

function judged(code: string, value: unknown) {
  const check = checks.get(code);
  if (!check) throw new Error(`the shelf has no check ${code}`);
  const about = { resource: resourceWith(code, {}), config: postureConfig.parse({}), now };
  return check.judge({ value, source: { service: 'Resource Graph', detail: 'x' }, at: now }, about);
}

const scanner = 'ContainerRegistriesVulnerabilityAssessments';
const plan = (tier: string, ...extensions: [string, boolean][]): ContainersPlan => ({
  ...{ isOn: tier === 'Standard', tier, extensions: new Map(extensions) },
  scansRegistries: tier === 'Standard' && new Map(extensions).get(scanner) === true,
});
const offered: OfferedVersion[] = [
  { minor: '1.30', isPreview: false, supportPlans: ['AKSLongTermSupport'], patches: ['1.30.12'] },
  { minor: '1.31', isPreview: false, supportPlans: ['KubernetesOfficial'], patches: ['1.31.9', '1.31.10'] },
  { minor: '1.33', isPreview: true, supportPlans: ['KubernetesOfficial'], patches: ['1.33.2'] },
];
const version = (its: string, supportPlan = '') => ({
  ...{ version: its, minor: its.split('.').slice(0, 2).join('.'), supportPlan, offered },
});
const token = (...expiries: (string | undefined)[]) => ({
  name: 'ci',
  properties: {
    status: 'enabled',
    credentials: { passwords: expiries.map((expiry) => ({ name: 'password1', expiry })), certificates: [] },
  },
});
const setting = (logs: object[], workspaceId = 'w') => ({
  name: 's',
  properties: { workspaceId, storageAccountId: '', eventHubAuthorizationRuleId: '', marketplacePartnerId: '', logs },
});
const log = (category: string, enabled = true) => ({ category, categoryGroup: '', enabled });
const group = (categoryGroup: string) => ({ category: '', categoryGroup, enabled: true });
const pool = (provision: string, elevationLevel: string, startLevel = '') => ({
  ...{ id: 'p', name: 'p' },
  properties: {
    networkConfiguration: { publicIPAddressConfiguration: { provision } },
    userAccounts: [{ name: 'u', elevationLevel }],
    startTask: { userIdentity: { autoUser: { elevationLevel: startLevel } } },
  },
});
const renewed = (at: string) => ({ at: new Date(at), property: 'p' });
const state = (its: string) => ({ state: its });

describe('checks by facts that stand in no body', () => {
  it.each<[code: string, fact: unknown, standing: string, says: RegExp]>([
    ['defender-plan', plan('Standard'), 'pass', /is on/],
    ['defender-plan', plan('Free'), 'fail', /watched/],
    ['defender-plan-parts', plan('Standard', [scanner, true]), 'pass', /on\.$/],
    ['defender-plan-parts', plan('Standard', [scanner, true], ['ContainerSensor', false]), 'fail', /^A part .* is off/],
    ['defender-plan-parts', plan('Free', [scanner, false]), 'not-applicable', /off/],
    ['registry-scanned', plan('Standard', [scanner, true]), 'pass', /pushed or imported/],
    ['registry-scanned', { ...plan('Free'), scansRegistries: true }, 'pass', /pushed or imported/],
    ['defender-plan-parts', plan('Standard'), 'not-applicable', /no parts/],
    ['registry-scanned', plan('Standard', [scanner, false]), 'fail', /part that scans/],
    ['registry-scanned', plan('Free'), 'fail', /plan of its subscription is off/],
    ['cluster-version', version('1.31.9'), 'pass', /supports 1\.31/],
    ['cluster-version', version('1.30.12'), 'fail', /long-term support alone/],
    ['cluster-version', version('1.30.12', 'AKSLongTermSupport'), 'pass', /supports 1\.30/],
    ['cluster-version', version('1.29.9'), 'fail', /no more.*newest that it offers is 1\.31/],
    ['cluster-version', version('1.33.2'), 'fail', /preview/],
    ['cluster-patch', version('1.31.10'), 'pass', /newest/],
    ['cluster-patch', version('1.31.9'), 'pass', /newest patch is 1\.31\.10/],
    ['cluster-patch', version('1.31.2'), 'fail', /1\.31\.10 of 1\.31 instead/],
    ['cluster-patch', version('1.29.9'), 'fail', /no patch of 1\.29/],
    ['registry-tokens', [], 'pass', /Entra/],
    ['registry-tokens', [token('2026-12-01T00:00:00Z')], 'fail', /A token lets/],
    ['registry-token-expiry', [], 'pass', /no tokens/],
    ['registry-token-expiry', [token('2026-12-01T00:00:00Z')], 'pass', /ends/],
    ['registry-token-expiry', [token('2026-12-01T00:00:00Z', undefined)], 'fail', /never/],
    ['cluster-audit-log', [setting([log('kube-audit-admin')])], 'pass', /keeps the audit log/],
    ['cluster-audit-log', [setting([group('allLogs')])], 'pass', /keeps/],
    ['cluster-audit-log', [setting([group('audit')])], 'pass', /keeps/],
    ['registry-log', [setting([group('audit')])], 'pass', /keeps/],
    // The audit log of Batch is one beside its service log.
    ['batch-log', [setting([group('audit')])], 'fail', /do not keep/],
    ['batch-log', [setting([group('allLogs')])], 'pass', /keeps/],
    ['cluster-audit-log', [setting([log('kube-audit', false), log('guard')])], 'fail', /do not keep/],
    ['cluster-audit-log', [setting([log('kube-audit')], '')], 'fail', /do not keep/],
    ['cluster-audit-log', [], 'fail', /no diagnostic setting/],
    ['registry-log', [setting([log('ContainerRegistryLoginEvents')])], 'fail', /all of/],
    ['batch-pool-addresses', [pool('NoPublicIPAddresses', 'NonAdmin')], 'pass', /No node/],
    ['batch-pool-addresses', [pool('', ''), pool('BatchManaged', '')], 'fail', /2 pools/],
    ['batch-pool-addresses', [], 'not-applicable', /no pools/],
    ['batch-pool-admins', [pool('', 'NonAdmin')], 'pass', /No user/],
    ['batch-pool-admins', [pool('', 'admin')], 'fail', /administrators/],
    ['batch-pool-admins', [pool('', '', 'Admin')], 'fail', /administrators/],
    ['key-age', renewed('2026-01-20T10:00:00Z'), 'pass', /304 days/],
    ['cluster-disk-key-age', renewed('2025-10-20T10:00:00Z'), 'fail', /396 days/],
    ['key-age', undefined, 'not-applicable', /No key of ours/],
    ['cluster-logs-by-policy', state('Compliant'), 'pass', /Azure Policy says/],
    ['batch-logs-by-policy', state('NonCompliant'), 'fail', /Azure Policy says/],
    ['registry-findings', state('Exempt'), 'not-applicable', /exempt/],
    ['cluster-signed-by-policy', state('Unknown'), 'not-applicable', /no verdict/],
    ['cluster-signed-by-policy', {}, 'not-applicable', /No assigned policy/],
    ['registry-retired-scanner', {}, 'pass', /No policy/],
    ['registry-retired-scanner', state('NonCompliant'), 'fail', /Qualys.*retired/],
    ['cluster-deprecated-gate', state('Compliant'), 'fail', /deprecated/],
    ['registry-signatures', { signed: ['a'], unsigned: [], repositories: 1 }, 'pass', /signed/],
    ['registry-signatures', { signed: ['a'], unsigned: ['b'], repositories: 40 }, 'fail', /1 of the 2.*2 of 40 repos/],
    ['registry-signatures', { signed: [], unsigned: [], repositories: 0 }, 'not-applicable', /no images/],
  ])('%s: %j is %s', (code, fact, standing, says) => {
    const found = judged(code, fact);

    expect(found).toMatchObject({ standing, sentence: expect.stringMatching(says) });
    expect(found.step !== undefined).toBe(standing === 'fail');
  });
});

const row = (name: string, pricingTier: string, isEnabled?: string | boolean) => ({
  name,
  properties: { pricingTier, extensions: isEnabled === undefined ? [] : [{ name: scanner, isEnabled }] },
});

it.each([
  ['the plan for containers', [row('Containers', 'Standard', 'True')], true],
  ['the plan for posture alone', [row('Containers', 'Free'), row('CloudPosture', 'Standard', true)], true],
  ['a plan that is off, whatever its parts say', [row('Containers', 'Free', 'True')], false],
  [
    'plans whose parts are off',
    [row('Containers', 'Standard', 'False'), row('CloudPosture', 'Standard', 'False')],
    false,
  ],
  ['a plan that tells no parts', [row('Containers', 'Standard'), row('CloudPosture', 'Free')], undefined],
])('knows whether registries are scanned by %s', (_, plans, scans) => {
  expect(containersPlanOf(plans)?.scansRegistries).toBe(scans);
});

it.each([
  ['AKSUbuntu-2204gen2containerd-202611.03.0', '2026-11-03'],
  ['AKSAzureLinux-V3gen2-202501.28.12', '2025-01-28'],
  ['AKSWindows-2022-containerd-20348.2227.240112', '2024-01-12'],
  ['AKSUbuntu-2204gen2containerd-202613.03.0', undefined],
  ['AKSUbuntu-2204', undefined],
  ['', undefined],
])('reads the day of the node image %s', (image, day) => {
  expect(dayOfNodeImage(image)?.toISOString().slice(0, 10)).toBe(day);
});
