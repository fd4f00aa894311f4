import { digestCard } from '../../cards/digest.ts';
import { type IncidentsOnCard, incidentListCard } from '../../cards/incident-list.ts';
import { type SilenceOnCard, silenceListCard } from '../../cards/silence-list.ts';
import type { Incident } from '../../model/incident.ts';
import type { Digest } from '../../model/incident-digest.ts';
import { hostile, hostileText } from './hostile.ts';
import { ann, bob, crashLoop } from './incident-data.ts';
import { before, now, press, type Sample } from './sample.ts';

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const row = (number: number, title: string, more: Partial<Incident> = {}) => ({
  incident: { ...crashLoop, number, title, ...more },
  button: press(`Show #${number}`),
});
const rows = [
  row(14, 'Suspicious process in a container of prod-neu', { openedAt: before(0.5) }),
  row(12, crashLoop.title, { status: 'acknowledged', ackedBy: ann, assignee: bob, openedAt: before(44) }),
  row(9, 'NodeNotReady on prod-weu', {
    severity: 'high',
    status: 'reopened',
    alerts: { firing: 1, resolved: 2, muted: 0 },
  }),
  row(7, 'Image pushed with known vulnerabilities', {
    severity: 'medium',
    snoozedUntil: before(-116),
    openedAt: before(3000),
  }),
];
const list =
  (more: Partial<IncidentsOnCard> = {}) =>
  () =>
    incidentListCard({
      ...{ incidents: rows, counts: { critical: 2, high: 1, medium: 1 }, which: 'open', filter: '' },
      ...{ buttons: [press('Those that are over'), press('Silences')], now },
      ...more,
    });

const storm: Digest = {
  incidents: 1204,
  open: 1160,
  firing: 4310,
  bySeverity: { critical: 0, high: 312, medium: 880, low: 12, info: 0 },
  parts: ['KubePodNotReady', 'KubeDeploymentReplicasMismatch', 'TargetDown', 'KubePodCrashLooping'].map(
    (alertname, i) => ({
      alertname,
      cluster: 'prod-weu',
      namespace: ['payments', 'shop', '', 'search'][i] ?? '',
      incidents: 400 - 90 * i,
    }),
  ),
  rest: { parts: 14, incidents: 144 },
};
const digest =
  (more: Partial<Digest> = {}, isOver = false) =>
  () =>
    digestCard({
      digest: { ...storm, ...more },
      startedAt: before(31),
      isOver,
      buttons: [press('Open incidents')],
      now,
    });

const silence = (number: number, more: Partial<SilenceOnCard> = {}): SilenceOnCard => ({
  number,
  matchers: '{alertname="KubePodCrashLooping",cluster="prod-weu",pod=~"payments-api-.*"}',
  startsAt: before(30),
  endsAt: before(-90),
  by: ann.name,
  comment: 'The limit is being raised',
  end: press(`End ${number}`),
  ...more,
});
const silences = [
  silence(3),
  silence(4, { matchers: '{namespace="load-test"}', endsAt: before(-2900), by: bob.name, comment: '' }),
  silence(5, {
    matchers: '{severity=~"low|info",cluster!="prod-weu"}',
    startsAt: before(-600),
    endsAt: before(-900),
    by: bob.name,
    comment: 'Maintenance of the other clusters',
  }),
];
const many = <T>(make: (i: number) => T) => Array.from({ length: 40 }, (_, i) => make(i));
const person = (text: string) => ({ objectId: text, name: text });
const titled = (text: string) =>
  list({
    incidents: many((i) => row(i, text, { assignee: person(text) })),
    counts: { critical: 40 },
    filter: text,
    buttons: many(() => press(text)),
  });
const parted = (text: string) =>
  digest({ parts: many(() => ({ alertname: text, cluster: text, namespace: text, incidents: 3 })) });
const matching = (text: string) => () =>
  silenceListCard({
    silences: many((i) => silence(i, { matchers: text, by: text, comment: text, end: press(text) })),
    buttons: [press(hostile.markdown)],
    now,
  });

const unreadEnvironments = {
  ...{ what: 'the environments of the clusters', service: 'Resource Graph' as const },
  ...{ why: 'Resource Graph did not answer in time.', next: 'Ask again in a minute.' },
};

/** The samples of the cards that tell of many incidents, and of silences. */
export const incidentListSamples: Sample[] = [
  { card: 'digest', sample: 'running', make: digest() },
  { card: 'digest', sample: 'over', make: digest({ open: 0, firing: 0 }, true) },
  { card: 'digest', sample: 'over, not everything mended', make: digest({ open: 12, firing: 31 }, true) },
  {
    card: 'digest',
    sample: 'empty',
    make: digest({
      incidents: 0,
      open: 0,
      firing: 0,
      bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
      parts: [],
      rest: { parts: 0, incidents: 0 },
    }),
  },
  { card: 'digest', sample: 'very long', make: parted(long) },
  { card: 'digest', sample: 'hostile text', make: parted(hostileText) },
  { card: 'incident-list', sample: 'usual', make: list() },
  {
    card: 'incident-list',
    sample: 'narrowed',
    make: list({ incidents: rows.slice(0, 1), counts: { critical: 1 }, filter: 'cluster=prod-neu severity=critical' }),
  },
  { card: 'incident-list', sample: 'empty', make: list({ incidents: [], counts: {} }) },
  {
    card: 'incident-list',
    sample: 'limited, and environments could not be read',
    make: list({ incidents: [], counts: {}, limited: true, gap: unreadEnvironments }),
  },
  {
    card: 'incident-list',
    sample: 'over',
    make: list({
      incidents: [
        row(11, crashLoop.title, {
          status: 'resolved',
          openedAt: before(88),
          resolvedAt: before(74),
          alerts: { firing: 0, resolved: 3, muted: 0 },
        }),
      ],
      counts: { critical: 1 },
      which: 'over',
    }),
  },
  { card: 'incident-list', sample: 'very long', make: titled(long) },
  { card: 'incident-list', sample: 'hostile text', make: titled(hostileText) },
  {
    card: 'silence-list',
    sample: 'usual',
    make: () => silenceListCard({ silences, buttons: [press('Open incidents')], now }),
  },
  { card: 'silence-list', sample: 'empty', make: () => silenceListCard({ silences: [], buttons: [], now }) },
  { card: 'silence-list', sample: 'very long', make: matching(long) },
  { card: 'silence-list', sample: 'hostile text', make: matching(hostileText) },
];
