import { type Config, configSchema } from '../config.ts';
import { sources } from '../incidents/sources/index.ts';
import { channels } from './page/channels.ts';
import { labPeople, labTenantId, type Person } from './page/people.ts';
import { labGroups } from './world/groups.ts';

const [onCall, security] = channels;
const named = (name: string) => {
  const person = labPeople.find((it) => it.name.startsWith(name));
  return { id: person?.objectId ?? '', name: person?.name ?? '' };
};
const owners = [{ name: 'team-payments', person: named('Ann') }];
const rota = (name: string, ...people: string[]) => ({
  name,
  layers: [{ people: people.map(named), every: '1w', start: '2026-01-05' }],
});

/** Settings of the bot in the range: two channels, two people on call, and times so short that one can watch. */
export function labConfig(o: {
  port: number;
  alerts: boolean;
  images?: boolean;
  posture?: boolean;
  pace?: { wait: string; interval: string };
}): Config {
  const { wait, interval } = o.pace ?? { wait: '5s', interval: '30s' };
  const ids = (wanted: (person: Person) => boolean) => labPeople.filter(wanted).map(({ objectId }) => objectId);
  const asked = o.alerts ? { defender: { everySeconds: 30 } } : {};
  return configSchema.parse({
    teams: { appId: '00000000-0000-4000-8000-00000000b075', appType: 'UserAssignedMSI', tenantId: labTenantId },
    server: { host: '127.0.0.1', port: o.port },
    // Anything on this machine may send alerts.
    alerts: {
      sources: {
        ...Object.fromEntries(sources.filter((it) => 'parse' in it).map(({ name }) => [name, {}])),
        ...asked,
      },
    },
    incidents: {
      channel: onCall?.id,
      fallback_channel: security?.id,
      receivers: [{ name: 'security', channel: security?.id, fallback_channel: onCall?.id }],
      route: {
        ...{ group_wait: wait, group_interval: interval },
        mention: 'on-call',
        escalation: [
          { after: '5m', rota: 'second' },
          { after: '15m', channel: security?.id },
        ],
        routes: ['compromised_entity!=""', 'kind="event",registry!=""'].map((matchers) => ({
          ...{ matchers, receiver: 'security' },
          escalation: [{ after: '5m', person: named('Eve') }],
        })),
      },
      // Whoever is not on call this week is the second.
      rotas: [rota('on-call', 'Ann', 'Bob'), rota('second', 'Bob', 'Ann')],
    },
    people: {
      // Eve and Bob by their groups, as most companies have it; Ann by her own id, which needs no question to anybody.
      viewer: ids(({ title }) => title === 'Guest'),
      operator: ids(({ title }) => title === 'On-call engineer'),
      approver: [{ group: labGroups.approvers }, { group: labGroups.security }],
      blocked: ids(({ outsider }) => outsider === true),
    },
    posture: { enabled: o.posture ?? false },
    images: { enabled: o.images ?? false, channel: security?.id, every: '1m', owners },
    store: { path: ':memory:' },
    log: { level: 'warn' },
  });
}
