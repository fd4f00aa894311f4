import { z } from 'zod';
import { glob } from '../../model/glob.ts';
import { someDuration } from '../../model/time/duration.ts';
import { whoConfig } from './who-config.ts';

const globs = z.array(glob).min(1, 'matches nothing; leave it out for all').optional();
const month = 30 * 24 * 3_600_000;
// What waits for longer is forgotten by those who would remember why.
const upToAMonth = someDuration.refine((ms) => ms <= month, 'must be 30d at most');

/** A rule of the policy as the config has it; what it leaves out is as the default rule has it. */
export const ruleConfig = z.strictObject({
  name: z.string().trim().min(1).max(100),
  actions: globs,
  clusters: globs,
  namespaces: globs,
  environments: globs,
  deny: z.boolean().optional(),
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
});

/** The same, read. */
export type RuleConfig = z.infer<typeof ruleConfig>;
