import { z } from 'zod';
import { glob } from '../../model/glob.ts';
import { someDuration } from '../../model/time/duration.ts';
import { defaultRule, type PolicyRule } from './policy.ts';
import { whoConfig } from './who-config.ts';

const globs = z.array(glob).min(1, 'matches nothing; leave it out for all').optional();
const month = 30 * 24 * 3_600_000;
// What waits for longer is forgotten by those who would remember why.
const upToAMonth = someDuration.refine((ms) => ms <= month, 'must be 30d at most');
const usual = defaultRule.terms;

/** The settings of a rule beside its name and what it matches. */
export const termsConfig = {
  ask: whoConfig.optional(),
  approve: whoConfig.optional(),
  approvals: z.int().min(1).max(5).optional(),
  four_eyes: z.boolean().optional(),
  reason: z.enum(['required', 'optional']).optional(),
  expires: upToAMonth.optional(),
  windows: z.array(z.string().trim()).min(1, 'never opens; leave it out for any time').optional(),
  auto_approve: z.boolean().optional(),
  managed: z.enum(['refuse', 'warn']).optional(),
  break_glass: z.strictObject({ who: whoConfig, review_within: upToAMonth.prefault('24h') }).optional(),
};

/** A rule of the policy as the config has it; what it leaves out is as the default rule has it. */
export const ruleConfig = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    actions: globs,
    clusters: globs,
    namespaces: globs,
    environments: globs,
    deny: z.boolean().optional(),
    ...termsConfig,
  })
  .transform(({ name, actions, clusters, namespaces, environments, ...it }): PolicyRule => {
    const matches = { name, actions, clusters, namespaces, environments };
    if (it.deny) return { ...matches, terms: 'deny' };
    return {
      ...matches,
      terms: {
        ask: it.ask ?? usual.ask,
        approve: it.approve ?? usual.approve,
        approvals: it.approvals ?? usual.approvals,
        fourEyes: it.four_eyes ?? usual.fourEyes,
        reason: it.reason ?? usual.reason,
        expiresMs: it.expires ?? usual.expiresMs,
        windows: it.windows,
        autoApprove: it.auto_approve ?? usual.autoApprove,
        managed: it.managed ?? usual.managed,
        breakGlass: it.break_glass && { who: it.break_glass.who, reviewWithinMs: it.break_glass.review_within },
      },
    };
  });
