import { z } from 'zod';
import type { TimeIntervals } from '../../model/time/time-interval.ts';
import { timeIntervalConfig } from '../../model/time/time-interval-config.ts';
import * as shelf from '../actions/index.ts';
import { type Policy, usualNonProduction } from './policy.ts';
import type { KnownAction } from './policy-fault.ts';
import { policyFaults } from './policy-faults.ts';
import { ruleConfig } from './rule-config.ts';
import { ruleOf } from './rule-of.ts';

const name = z.string().trim().min(1).max(100);

/** The section for a catalogue of changes: what rules call an action must be in it. */
export function remediationConfigFor(actions: readonly KnownAction[]) {
  return z
    .strictObject({
      policy: z
        .array(ruleConfig)
        .max(200)
        .default([])
        .describe(
          'Who may ask for and approve which change where, the first rule that matches; see "Changes and who approves them".',
        ),
      non_production: z
        .array(name.transform((it) => it.toLowerCase()))
        .default([...usualNonProduction])
        .describe("Environments, by the clusters' tag, in which `auto_approve` may count."),
      time_intervals: z
        .array(
          z.strictObject({
            name,
            time_intervals: z.array(timeIntervalConfig).min(1, 'holds no time, so it never opens'),
          }),
        )
        .default([])
        .describe('Hours by name for the `windows` of rules, in the shape of `incidents.time_intervals`.'),
    })
    .superRefine(
      (section, context) => {
        for (const fault of policyFaults(section, actions)) context.addIssue({ code: 'custom', ...fault });
      },
      // Also when a part is wrong by itself: every fault at once.
      { when: ({ value }) => typeof value === 'object' && value !== null },
    )
    .transform(({ policy, non_production, time_intervals }): { policy: Policy } => {
      const timeIntervals: TimeIntervals = new Map(time_intervals.map((it) => [it.name, it.time_intervals]));
      return { policy: { rules: policy.map(ruleOf), nonProduction: new Set(non_production), timeIntervals } };
    });
}

/** Who may change what, for the changes we know how to make; without it one approver who is not the asker. */
export const remediationConfig = remediationConfigFor(Object.values<KnownAction>(shelf));

/** The section read. */
export type RemediationConfig = z.infer<typeof remediationConfig>;
