import { z } from 'zod';
import { duration, someDuration } from '../model/time/duration.ts';
import type { TimeIntervals } from '../model/time/time-interval.ts';
import { timeIntervalConfig } from '../model/time/time-interval-config.ts';
import { buildRoute } from './build-route.ts';
import { digestDefaults } from './digest.ts';
import { defaultReceiver, incidentsFaults } from './incidents-faults.ts';
import { defaultInhibitRules } from './inhibit.ts';
import { platformEventsConfig } from './platform/platform-events.ts';
import type { QuietAfter } from './quiet.ts';
import type { Rota } from './rota.ts';
import { rotaConfig } from './rota-config.ts';
import { channel, inhibitRuleConfig, routeConfig } from './route-config.ts';
import { sources } from './sources/index.ts';

const sourceNames = sources.map((it) => it.name);
const name = z.string().trim().min(1).max(100);
const cards = z.number().int().min(0).max(50);

const receiver = z
  .strictObject({ name, channel, fallback_channel: channel.optional() })
  .transform((it) => ({ name: it.name, channel: it.channel, fallbackChannel: it.fallback_channel }));

/** Where the incidents of a route are told: a Teams conversation, and another for when that one takes nothing. */
export type Receiver = z.infer<typeof receiver>;

const settings = z.strictObject({
  channel: channel.optional().describe('Teams channel for what no route sends elsewhere; enough when there is one.'),
  fallback_channel: channel.optional().describe('Second channel for when that one takes no messages.'),
  receivers: z.array(receiver).default([]).describe('Further channels by name: `name`, `channel`, `fallback_channel`.'),
  route: routeConfig
    .prefault({})
    .describe('Routing tree as in Alertmanager, and `severity`, `mention`, `escalation` of a route.'),
  inhibit_rules: z
    .array(inhibitRuleConfig)
    .optional()
    .describe(
      'Which alerts mute which, as in Alertmanager; without it: a node or cluster that is down, critical over warning.',
    ),
  time_intervals: z
    .array(z.strictObject({ name, time_intervals: z.array(timeIntervalConfig) }))
    .default([])
    .describe('Hours by name, as in Alertmanager, for routes and rotas.'),
  rotas: z.array(rotaConfig).default([]).describe('Who is on call: layers, hand-overs, overrides.'),
  reopen_within: duration
    .prefault('1h')
    .describe('How long after its end an incident is reopened rather than a new one opened.'),
  quiet_after: someDuration
    .prefault('24h')
    .describe('How long nothing is heard of an alert that fires before its incident says so and reminds nobody.'),
  quiet_after_by_source: z
    .partialRecord(z.enum(sourceNames), someDuration)
    .default({})
    .describe('The same for one source, by its name: `{ alertmanager: 9h }`.'),
  ask_after: someDuration
    .prefault('1h')
    .describe('How long nothing is heard of an alert before Azure Monitor is asked whether it still fires.'),
  platform_events: platformEventsConfig
    .prefault({})
    .describe(
      'What is made of what AKS tells of its clusters: `incident`, `note` (a card that calls nobody) or `nothing`.',
    ),
  digest: z
    .strictObject({
      cards: cards.default(digestDefaults.cards),
      critical_cards: cards.default(digestDefaults.criticalCards),
      window: someDuration.prefault('5m'),
    })
    .prefault({})
    .describe('New cards of a channel in a window, critical ones apart, before the rest is told together.'),
});

/** Everything that decides what becomes of alerts; `incidents: { channel: ... }` suffices. */
export const incidentsConfig = settings
  .superRefine(
    (section, context) => {
      for (const fault of incidentsFaults(section)) context.addIssue({ code: 'custom', ...fault });
    },
    // Also when a part is wrong by itself: every fault at once.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .transform((section) => {
    const own = section.channel
      ? [{ name: defaultReceiver, channel: section.channel, fallbackChannel: section.fallback_channel }]
      : [];
    const timeIntervals: TimeIntervals = new Map(section.time_intervals.map((it) => [it.name, it.time_intervals]));
    const rotas: ReadonlyMap<string, Rota> = new Map(
      section.rotas.map((rota) => {
        const layers = rota.layers.map(({ only, ...layer }) => ({
          ...layer,
          only: only?.flatMap((it) => timeIntervals.get(it) ?? []),
        }));
        return [rota.name, { ...rota, layers }];
      }),
    );
    const receivers: ReadonlyMap<string, Receiver> = new Map([...own, ...section.receivers].map((it) => [it.name, it]));
    return {
      receivers,
      route: buildRoute(section.route, defaultReceiver),
      inhibitRules: section.inhibit_rules ?? defaultInhibitRules,
      timeIntervals,
      rotas,
      reopenWithinMs: section.reopen_within,
      quietAfter: { usualMs: section.quiet_after, bySourceMs: section.quiet_after_by_source } satisfies QuietAfter,
      askAfterMs: section.ask_after,
      platformEvents: section.platform_events,
      digest: {
        cards: section.digest.cards,
        criticalCards: section.digest.critical_cards,
        windowMs: section.digest.window,
      },
    };
  });

/** The section read: routes with what they inherit, all else by name. */
export type IncidentsConfig = z.infer<typeof incidentsConfig>;
