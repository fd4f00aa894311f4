import { describe, expect, it } from 'vitest';
import { type IncidentOnCard, incidentCard } from '../../src/cards/incident.ts';
import { resourceLink } from '../../src/cards/portal-link.ts';
import { storyCard } from '../../src/cards/story.ts';
import { prodWeu } from '../../src/lab/gallery/clusters.ts';
import { hostile } from '../../src/lab/gallery/hostile.ts';
import { ann, bob, crashLoop, crashLoopDiagnosis, podAlert, told } from '../../src/lab/gallery/incident-data.ts';
import { before as minutesAgo, now, press } from '../../src/lab/gallery/sample.ts';
import type { Incident } from '../../src/model/incident.ts';
import { partsOf, partsOfType, textOf } from './card-parts.ts';

const alerts = Array.from({ length: 12 }, (_, i) => podAlert(i));
const card = (incident: Partial<Incident> = {}, o: Partial<IncidentOnCard> = {}) =>
  incidentCard({
    incident: { ...crashLoop, ...incident },
    ...{ alerts: alerts.slice(0, 3), story: [], buttons: [press('Acknowledge')], now },
    ...o,
  });
const text = (...of: Parameters<typeof card>) => textOf(card(...of).json);
const styleOf = (...of: Parameters<typeof card>) => partsOfType(card(...of).json, /^Container$/)[0]?.style;
const entitiesOf = (json: unknown) =>
  partsOf(json).flatMap(({ entities }) => (entities as unknown[] | undefined) ?? []);

describe('the head of an incident', () => {
  const acknowledged = { status: 'acknowledged', ackedBy: ann } as const;
  it.each<[Partial<Incident>, string, string]>([
    [{}, 'attention', 'Critical · open since 03:02 UTC\n3 alerts firing'],
    [{ severity: 'medium', openedAt: minutesAgo(1000) }, 'warning', 'Medium · open since 24 Nov 10:24 UTC'],
    [acknowledged, 'attention', 'Critical · acknowledged by Ann Berg\nOpen since 03:02 UTC · 3 alerts firing'],
    [
      { ...acknowledged, snoozedUntil: minutesAgo(-60) },
      'attention',
      'snoozed until 04:04 UTC, acknowledged by Ann Berg\n',
    ],
    [{ snoozedUntil: minutesAgo(1) }, 'attention', 'Critical · open since 03:02 UTC\n'],
    [{ status: 'reopened', severity: 'low' }, 'accent', 'Low · reopened at 03:02 UTC\n3 alerts firing'],
    [{ escalationLevel: 1, escalatedAt: now }, 'attention', ' · escalated 1 step, at 03:04 UTC'],
    [{ alerts: { firing: 0, resolved: 1, muted: 2 } }, 'attention', 'No alert firing, 1 over, 2 muted'],
    [
      {
        status: 'resolved',
        openedAt: minutesAgo(16),
        resolvedAt: minutesAgo(2),
        alerts: { firing: 0, resolved: 4, muted: 1 },
      },
      'good',
      'Critical · over after 14 min (02:48 to 03:02 UTC)\n5 alerts, 1 muted',
    ],
  ])('says of %j in %s: %s', (incident, style, words) => {
    expect(text(incident)).toContain(words);
    expect(styleOf(incident)).toBe(style);
  });

  it('names the number first, then the trouble and the place that all its alerts share', () => {
    expect(text()).toMatch(/^\n#12 · KubePodCrashLooping in payments on prod-weu\n/);
    expect(text()).toContain('prod-weu / payments / payments-api');
    expect(text({ alerts: { firing: 40, resolved: 0, muted: 0 } })).not.toContain('payments / payments-api');
  });
});

describe('the body of an incident', () => {
  it('lists five alerts, three below a diagnosis, and counts the others by what the incident counts', () => {
    const shown = [...alerts.slice(0, 3), podAlert(4, { muted: true }), podAlert(5, { status: 'resolved' })];
    const counts = { firing: 31, resolved: 3, muted: 6 };

    expect(text({ alerts: counts }, { alerts: shown })).toContain('35 more: 28 firing, 2 over, 5 muted');
    expect(text({ alerts: { firing: 12, resolved: 0, muted: 0 } }, { alerts })).toContain('7 more firing');
    expect(
      text({ alerts: { firing: 12, resolved: 0, muted: 0 } }, { alerts, diagnosis: crashLoopDiagnosis }),
    ).toContain('9 more firing');
    expect(text()).not.toContain(' more ');
  });

  it('says once why, with what changed before and how far it reaches', () => {
    const shown = text({}, { diagnosis: crashLoopDiagnosis });

    expect(shown.match(/Raise the memory limit/g)).toHaveLength(1);
    expect(shown).toContain('Changed 3 h ago: revision 5');
    expect(shown).toContain('Reaches every replica');
  });

  it('says that it is being looked at while that may be so, and then what was found', () => {
    expect(text()).toContain('Being looked at');
    expect(text({ openedAt: minutesAgo(30) })).not.toContain('Being looked at');
    expect(text({}, { diagnosis: crashLoopDiagnosis })).toContain(
      '→ Raise the memory limit of container api from 256 MiB to 384 MiB.\nlastState.terminated',
    );
  });

  it('tells the story without what stands above it already', () => {
    const story = [told(9, 'opened', crashLoop.title), told(8, 'diagnosed', crashLoopDiagnosis.sentence)];
    const acked = told(7, 'acknowledged', 'Acknowledged.', ann);
    const found = { diagnosis: crashLoopDiagnosis };

    expect(text({}, { ...found, story })).not.toContain('What happened');
    expect(text({}, { ...found, story: [...story, acked] })).toContain(
      'What happened\n02:55  Opened.\n02:57  Acknowledged by Ann Berg.\n',
    );
    expect(text({}, { story: [told(1, 'noted', 'Told by Ann Berg', ann)] })).toContain('Ann Berg: Told by Ann Berg');
  });

  it('is a few lines when it is over: what, how long, who, why', () => {
    const over = {
      status: 'resolved',
      resolvedAt: now,
      ackedBy: ann,
      alerts: { firing: 0, resolved: 3, muted: 0 },
    } as const;
    const story = [told(0, 'resolved', 'Resolved.', bob)];

    const shown = text(over, { diagnosis: crashLoopDiagnosis, story, onCall: ann });

    expect(shown).toContain('Acknowledged by Ann Berg · resolved by Bob Castro');
    expect(shown).toContain('payments-api needs more than its 256 MiB');
    expect(shown).not.toMatch(/Alerts|What happened|lastState|On call/);
  });

  it('shows no secret that an alert quotes', () => {
    const leaky = podAlert(0, { title: 'failed: password=hunter2hunter2', description: 'token=abcdefgh12345678' });

    expect(text({ title: 'with password=hunter2hunter2' }, { alerts: [leaky] })).not.toMatch(/hunter2|abcdefgh/);
  });

  it.each([
    ['https://portal.azure.com/#view/alert', 1],
    ['https://evil.example/', 0],
    ['javascript:alert(1)', 0],
    ['https://portal.azure.com/#create/Microsoft.Template/uri/https%3A%2F%2Fevil.example', 0],
    ['https://portal.azure.com/#%63reate/Microsoft.Template', 0],
    ['http://portal.azure.com/', 0],
  ])('of %s makes %i links', (link, links) => {
    const { json } = card({}, { alerts: [podAlert(0, { link })] });

    expect(partsOfType(json, /^Action\.OpenUrl$/)).toHaveLength(links);
  });
});

it('an alert without a link of ours leads to its cluster, when it names one', () => {
  const linkOf = (id: string) => {
    const alert = podAlert(0, { link: 'https://grafana.example/a', labels: { cluster_id: id } });
    return partsOfType(card({}, { alerts: [alert] }).json, /^Action\.OpenUrl$/).map(({ url }) => url);
  };

  expect(linkOf(prodWeu.id)).toEqual([resourceLink(prodWeu.id)]);
  expect(linkOf('https://evil.example/')).toEqual([]);
  expect(linkOf(`${prodWeu.id}/../../x`)).toEqual([]);
});

describe('a mention', () => {
  const mention = '<at>Ann Berg</at>';

  it('calls who is on call until somebody answers', () => {
    const { json } = card({}, { onCall: ann });

    expect(entitiesOf(json)).toEqual([
      { type: 'mention', text: mention, mentioned: { id: ann.objectId, name: 'Ann Berg' } },
    ]);
    expect(partsOfType(json, /^TextBlock$/).map((part) => part.text)).toContain(`On call: ${mention}`);
    for (const answered of [{ status: 'acknowledged' }, { assignee: bob }, { status: 'resolved' }] as const) {
      expect(entitiesOf(card(answered, { onCall: ann }).json)).toEqual([]);
    }
    expect(text({ status: 'acknowledged' }, { onCall: ann })).toContain('On call: Ann Berg');
  });

  it('stands in the thread when the next person is called', () => {
    const line = told(1, 'escalated', 'Nobody has answered: step 1 calls Ann Berg.');
    const { json } = storyCard({ incident: crashLoop, line, mention: ann });

    expect(entitiesOf(json)).toHaveLength(1);
    expect(textOf(json)).toContain(mention);
    expect(entitiesOf(storyCard({ incident: crashLoop, line }).json)).toEqual([]);
  });

  it.each([
    ['[Ann](https://evil.example) **Berg** www.evil.example', 'Ann https evil example Berg www evil example'],
    ["J. R. O'Neil-Ünal", "J. R. O'Neil-Ünal"],
    ['</at><at>everyone</at>', 'at at everyone at'],
    [hostile.bidi, 'safe gnp exe x nul bell esc 31mred zero width lone'],
  ])('shows of the name %j only what makes a name', (name, shown) => {
    const { json } = card({}, { onCall: { ...ann, name } });
    const [{ text: said }] = entitiesOf(json) as [{ text: string }];

    expect(said).toBe(`<at>${shown}</at>`);
    expect(textOf(json)).toContain(said);
  });

  it('is only made of an Entra object id', () => {
    expect(entitiesOf(card({}, { onCall: { objectId: 'ann@watch.example', name: 'Ann' } }).json)).toEqual([]);
  });
});
