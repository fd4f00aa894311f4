import { z } from 'zod';
import { UserError } from '../errors.ts';
import { alertSeverities } from '../model/alert.ts';
import { duration, someDuration } from '../model/time/duration.ts';
import type { RouteSettings } from './build-route.ts';
import type { EscalationTarget } from './escalate.ts';
import type { InhibitRule } from './inhibit.ts';
import type { Matcher } from './matcher.ts';
import { parseMatchers } from './parse-matchers.ts';
import { person } from './rota-config.ts';

/** A Teams conversation: a channel, or a thread of one. */
export const channel = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^\S+$/, 'must be the id of a Teams channel, such as 19:...@thread.tacv2');

/** Matchers, each entry one or several; all of them together must hold. */
export const matchers = z.union([z.string(), z.array(z.string())]).transform((given, context): Matcher[] =>
  [given].flat().flatMap((text, index) => {
    try {
      return parseMatchers(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.addIssue({ code: 'custom', path: Array.isArray(given) ? [index] : [], message: error.message });
      return [];
    }
  }),
);

const names = z.array(z.string().min(1));

const step = z
  .strictObject({
    after: duration,
    rota: z.string().min(1).optional(),
    person: person.optional(),
    channel: channel.optional(),
  })
  .transform(({ after, rota, person: somebody, channel: place }, context) => {
    const targets: EscalationTarget[] = [
      ...(rota ? [{ rota }] : []),
      ...(somebody ? [{ person: somebody }] : []),
      ...(place ? [{ channel: place }] : []),
    ];
    const [to] = targets;
    if (to && targets.length === 1) return { afterMs: after, to };
    context.addIssue({ code: 'custom', message: 'must name one of rota, person or channel' });
    return z.NEVER;
  });

/** A node of the routing tree with all that is below it, by Alertmanager's names. */
export const routeConfig: z.ZodType<RouteSettings> = z.strictObject({
  receiver: z.string().min(1).optional(),
  group_by: names
    .refine((them) => them.length === 1 || !them.includes('...'), "'...' groups by all labels and must stand alone")
    .refine((them) => new Set(them).size === them.length, 'names a label twice')
    .optional(),
  group_wait: duration.optional(),
  group_interval: someDuration.optional(),
  repeat_interval: someDuration.optional(),
  matchers: matchers.optional(),
  continue: z.boolean().optional(),
  mute_time_intervals: names.optional(),
  active_time_intervals: names.optional(),
  severity: z.enum(alertSeverities).optional(),
  mention: z.string().min(1).optional(),
  escalation: z.array(step).max(20).optional(),
  get routes() {
    return z.array(routeConfig).optional();
  },
});

/** A rule of inhibition by Alertmanager's names. */
export const inhibitRuleConfig = z
  .strictObject({
    name: z.string().min(1).optional(),
    source_matchers: matchers,
    target_matchers: matchers,
    equal: names.default([]),
  })
  .transform(
    ({ name, equal, ...it }): InhibitRule => ({ name, equal, source: it.source_matchers, target: it.target_matchers }),
  );
