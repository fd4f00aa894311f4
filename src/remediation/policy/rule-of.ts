import { defaultRule, type PolicyRule } from './policy.ts';
import type { RuleConfig } from './rule-config.ts';

/** The rule that the config means: what it leaves out is as the default rule has it. */
export function ruleOf({ name, actions, clusters, namespaces, environments, ...it }: RuleConfig): PolicyRule {
  const matches = { name, actions, clusters, namespaces, environments };
  if (it.deny) return { ...matches, terms: 'deny' };
  const usual = defaultRule.terms;
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
}
