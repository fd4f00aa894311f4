import { expect, it } from 'vitest';
import * as shelf from '../../../src/security/checks/index.ts';

const practices = Object.values(shelf);
const checks = practices.flatMap((practice) => practice.checks);

it('has every practice of container security, each with something that is looked at', () => {
  const wanted = [
    ...['private-registry', 'approved-images', 'private-link', 'customer-managed-keys', 'signed-images'],
    ...['registry-credentials', 'rbac', 'network-segmentation', 'secrets', 'privileged-containers', 'audit-logs'],
    ...['updates', 'monitoring-addon', 'azure-policy-addon', 'defender', 'scan', 'security-gate'],
  ];

  const there = new Map(practices.map((it) => [it.code, it.checks.length]));

  expect(wanted.filter((code) => !there.get(code))).toEqual([]);
});

it('has codes and names that are told apart, and no policy but by its whole id', () => {
  const codes = [...practices, ...checks].map(({ code }) => code);
  const called = practices.flatMap(({ title, also }) => [...new Set([title, ...also].map((it) => it.toLowerCase()))]);

  expect(codes.filter((code, n) => codes.indexOf(code) !== n)).toEqual([]);
  expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  expect(called.filter((name, n) => called.indexOf(name) !== n)).toEqual([]);
  expect(
    checks.filter(({ policyId }) => policyId && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(policyId)),
  ).toEqual([]);
  expect(checks.filter(({ of }) => of.length === 0 || of.some((type) => type !== type.toLowerCase()))).toEqual([]);
});
