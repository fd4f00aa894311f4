import { type IncidentOnCard, incidentCard } from '../../cards/incident.ts';
import { storyCard } from '../../cards/story.ts';
import type { Incident } from '../../model/incident.ts';
import { hostile, hostileText } from './hostile.ts';
import { ann, bob, crashLoop, crashLoopDiagnosis, podAlert, told } from './incident-data.ts';
import { before, now, press, type Sample } from './sample.ts';

const long = 'a-very-long-name-that-somebody-chose-'.repeat(12);
const open = ['Acknowledge', 'Resolve', 'Why?', 'Snooze 2 h', 'Escalate'].map(press);
const answered = ['Resolve', 'Why?', 'Snooze 2 h', 'Escalate'].map(press);
const over = ['Reopen', 'Report'].map(press);
const alerts = (count: number) => Array.from({ length: count }, (_, i) => podAlert(i));

const card =
  (more: Partial<Incident>, o: Partial<IncidentOnCard> = {}) =>
  () =>
    incidentCard({
      incident: { ...crashLoop, ...more },
      alerts: alerts(3),
      story: [told(2, 'opened', crashLoop.title)],
      buttons: open,
      now,
      ...o,
    });

const acknowledged: Partial<Incident> = { status: 'acknowledged', ackedBy: ann, assignee: bob, openedAt: before(44) };
const story = [
  told(44, 'opened', crashLoop.title),
  told(40, 'diagnosed', crashLoopDiagnosis.sentence),
  told(31, 'acknowledged', 'Acknowledged.', ann),
  told(9, 'alerts', '2 more alerts: Pod payments-api-7c9f6d-b1 restarts again and again; Pod cart-0 is not ready.'),
  told(4, 'noted', 'The limit is being raised, see the pull request of this morning.', bob),
];
const muted = [...alerts(3), podAlert(7, { muted: true }), podAlert(8, { status: 'resolved', endsAt: before(5) })];

/** The samples of an incident's card and of the lines in its thread. */
export const incidentSamples: Sample[] = [
  {
    card: 'incident',
    sample: 'usual',
    make: card(
      {},
      {
        onCall: ann,
        alerts: [podAlert(0, { description: 'Restarted 7 times in 10 minutes.' }), podAlert(1), podAlert(2)],
      },
    ),
  },
  {
    card: 'incident',
    sample: 'with its diagnosis',
    make: card({}, { diagnosis: crashLoopDiagnosis, onCall: ann, story }),
  },
  {
    card: 'incident',
    sample: 'acknowledged and snoozed',
    make: card(
      { ...acknowledged, severity: 'medium', snoozedUntil: before(-116), alerts: { firing: 2, resolved: 1, muted: 0 } },
      { story, buttons: answered, diagnosis: crashLoopDiagnosis, onCall: ann, alerts: alerts(2) },
    ),
  },
  {
    card: 'incident',
    sample: 'many alerts, some muted',
    make: card(
      {
        openedAt: before(31),
        alerts: { firing: 31, resolved: 3, muted: 6 },
        escalationLevel: 2,
        escalatedAt: before(6),
      },
      { alerts: muted, story, diagnosis: crashLoopDiagnosis, onCall: bob },
    ),
  },
  {
    card: 'incident',
    sample: 'over',
    make: card(
      { ...acknowledged, status: 'resolved', resolvedAt: before(0), alerts: { firing: 0, resolved: 5, muted: 0 } },
      {
        story: [...story, told(0, 'resolved', 'Resolved.', bob)],
        buttons: over,
        diagnosis: crashLoopDiagnosis,
        onCall: ann,
      },
    ),
  },
  {
    card: 'incident',
    sample: 'reopened',
    make: card(
      { status: 'reopened', severity: 'low', alerts: { firing: 1, resolved: 2, muted: 0 } },
      { alerts: alerts(1), story: [...story.slice(0, 2), told(2, 'reopened', crashLoop.title)], onCall: ann },
    ),
  },
  {
    card: 'incident',
    sample: 'empty',
    make: card(
      { labels: {}, openedAt: before(90), alerts: { firing: 0, resolved: 0, muted: 0 } },
      { alerts: [], story: [], buttons: [] },
    ),
  },
  { card: 'incident', sample: 'very long', make: renamed(long) },
  { card: 'incident', sample: 'hostile text', make: renamed(hostileText) },
  {
    card: 'story',
    sample: 'usual',
    make: () => storyCard({ incident: crashLoop, line: told(3, 'noted', 'The limit is being raised.', bob) }),
  },
  {
    card: 'story',
    sample: 'escalated',
    make: () =>
      storyCard({
        incident: crashLoop,
        line: told(1, 'escalated', 'Nobody has answered: step 1 calls Ann Berg.'),
        mention: ann,
      }),
  },
  {
    card: 'story',
    sample: 'hostile text',
    make: () =>
      storyCard({
        incident: { ...crashLoop, title: hostileText },
        line: told(1, 'noted', hostileText, { objectId: hostileText, name: hostileText }),
        mention: { objectId: hostileText, name: hostileText },
      }),
  },
];

/** Every text of it is `text`. */
function renamed(text: string) {
  const who = { objectId: text, name: text };
  const labels = { alertname: text, cluster: text, namespace: text };
  const alert = podAlert(0, { title: text, description: text, source: text, link: `https://evil.example/${text}` });
  return card(
    {
      title: text,
      labels,
      assignee: who,
      ackedBy: who,
      status: 'acknowledged',
      alerts: { firing: 60, resolved: 0, muted: 0 },
    },
    {
      alerts: Array.from({ length: 60 }, (_, i) => ({ ...alert, labels: { ...labels, pod: `${text} ${i}` } })),
      story: Array.from({ length: 60 }, () => told(1, 'noted', text, who)),
      diagnosis: { at: before(1), sentence: text, lines: Array.from({ length: 60 }, () => text), code: text },
      onCall: who,
      buttons: Array.from({ length: 9 }, () => press(text === long ? text : hostile.markdown)),
    },
  );
}
