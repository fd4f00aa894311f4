import { z } from 'zod';
import type { Severity } from '../../model/image.ts';
import { coverableCodes } from './exceptions-for.ts';
import { type GateException, type GatePolicy, readyPolicies } from './gate-policy.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is a name of small letters, digits and hyphens');
const limit = z.number().int().min(0).max(100_000);
const bySeverity = z.strictObject({
  critical: limit.optional(),
  high: limit.optional(),
  medium: limit.optional(),
  low: limit.optional(),
  unknown: limit.optional(),
});
/** A pattern of registries or repositories; few stars, for one with many takes for ever to match. */
const pattern = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[\w.:/?-]*(\*[\w.:/?-]*){0,4}$/, 'is no name; * stands for any letters, four times at most');
const days = z.number().int().min(0).max(3_650);
const said = z.string().trim().min(1).max(300);
const covered = z
  .string()
  .max(60)
  .refine(
    (it) => (coverableCodes as readonly string[]).includes(it) || /^[A-Z][A-Z0-9]*-[\w.-]+$/.test(it),
    `is neither the id of a vulnerability (CVE-2024-2961) nor one of ${coverableCodes.join(', ')}`,
  );

const exceptionConfig = z.strictObject({
  covers: z.array(covered).min(1).max(200),
  images: z.array(pattern).min(1).max(50),
  owner: said,
  reason: said,
  approved_by: said,
  expires: z.iso.date('is a date: 2027-01-31').transform((it) => new Date(`${it}T00:00:00Z`)),
});

/** One policy, as it stands in the settings and in a file of its own. */
export const policyConfig = z
  .strictObject({
    max: bySeverity.default({ critical: 0, high: 0 }),
    only_fixable: z.boolean().default(false),
    grace_days: z.union([days, bySeverity]).default(0),
    known_exploited: z.enum(['fail', 'count']).default('fail'),
    max_scan_age_days: days.optional(),
    max_report_age_days: days.optional(),
    registries: z.array(pattern).min(1, 'allows no registry at all').max(100).optional(),
    base_images: z.array(pattern).min(1, 'allows no base image at all').max(100).optional(),
    signature: z.enum(['required', 'optional']).default('optional'),
    exceptions: z.array(exceptionConfig).max(500).default([]),
  })
  .superRefine(({ exceptions }, context) => {
    for (const [n, { owner, approved_by }] of exceptions.entries()) {
      if (owner.toLowerCase() !== approved_by.toLowerCase()) continue;
      const message = 'is the owner: an exception is approved by somebody else';
      context.addIssue({ code: 'custom', path: ['exceptions', n, 'approved_by'], message });
    }
  });

/** The settings of the gate: its policies by name, and which one is meant where none is named. */
export const gateShape = {
  default: name
    .default('default')
    .describe('The policy where none is named: one of `policies`, or a ready one (`default`, `microsoft`).'),
  policies: z
    .record(name, policyConfig)
    .default({})
    .describe('Policies by name: what an image must be like to pass; see "The gate".'),
};

/** What is wrong between the parts of the section, by path. */
export function gateFaults(section: { default?: unknown; policies?: unknown }): { path: string[]; message: string }[] {
  const ready = readyPolicies.map((it) => it.name);
  const named = Object.keys((section.policies ?? {}) as object);
  const known = [...ready, ...named];
  return [
    ...named
      .filter((it) => ready.includes(it))
      .map((it) => ({ path: ['policies', it], message: 'is the name of a ready policy: choose another' })),
    ...(typeof section.default !== 'string' || known.includes(section.default)
      ? []
      : [{ path: ['default'], message: `is no policy; there are ${known.join(', ')}` }]),
  ];
}

/** A policy as the judge takes it. */
export function policyOf(policyName: string, it: z.infer<typeof policyConfig>): GatePolicy {
  return {
    name: policyName,
    max: severities(it.max),
    onlyFixable: it.only_fixable,
    graceDays: severities(typeof it.grace_days === 'number' ? everySeverity(it.grace_days) : it.grace_days),
    knownExploited: it.known_exploited,
    maxScanAgeDays: it.max_scan_age_days,
    maxReportAgeDays: it.max_report_age_days,
    registries: it.registries,
    baseImages: it.base_images,
    signature: it.signature,
    exceptions: it.exceptions.map(({ approved_by, ...rest }): GateException => ({ ...rest, approvedBy: approved_by })),
  };
}

function everySeverity(count: number): z.infer<typeof bySeverity> {
  return { critical: count, high: count, medium: count, low: count, unknown: count };
}

function severities(of: z.infer<typeof bySeverity>): Partial<Record<Severity, number>> {
  const { critical, high, medium, low, unknown } = of;
  return {
    ...(critical !== undefined && { Critical: critical }),
    ...(high !== undefined && { High: high }),
    ...(medium !== undefined && { Medium: medium }),
    ...(low !== undefined && { Low: low }),
    ...(unknown !== undefined && { Unknown: unknown }),
  };
}
