import { describe, expect } from 'vitest';
import { alertmanager } from '../../src/incidents/sources/alertmanager.ts';
import { ShownCard } from './shown-card.ts';
import { ann, bob, eve, mallory, type Scene, story } from './story.ts';

const stepMs = 250;
const longestMs = 5 * 60_000;
const channel = '19:4c1b2a3d5e6f40718293a4b5c6d7e8f9@thread.tacv2';

/** Sends an alert to the bot's own door; of a cluster that is not there, so that nothing is looked into. */
async function alert({ lab }: Scene): Promise<void> {
  const { example } = alertmanager as { example: { alerts: { labels: object }[] } };
  const alerts = example.alerts.map((it) => ({ ...it, labels: { ...it.labels, cluster: 'gone' } }));
  const response = await fetch(new URL('/api/alerts/alertmanager', lab.bot), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...example, alerts }),
  });
  expect(response.status).toBe(202);
}

/** Lets time pass until a message of the bot is as wanted: the clock moves no faster than requests are answered. */
async function until({ lab, clock }: Scene, wanted: RegExp, below?: ShownCard): Promise<ShownCard> {
  for (let waited = 0; waited < longestMs; waited += stepMs) {
    const posts = lab.board.in([channel]).filter(({ from, rootId, id }) => {
      return from === 'bot' && (below ? rootId === below.post.rootId && id !== rootId : rootId === id);
    });
    const found = posts.map((post) => new ShownCard(post)).find(({ text }) => wanted.test(text));
    if (found) return found;
    await fetch(new URL('/healthz', lab.bot), { headers: { connection: 'close' } });
    await clock.advance(stepMs);
  }
  const all = lab.board.in([channel]).map((post) => new ShownCard(post).text.slice(0, 200));
  throw new Error(`no message is like ${wanted}; there are:\n${all.join('\n---\n')}`);
}

describe('an incident', () => {
  story('is acknowledged by a press, noted in its thread, over and open again, each by who did it', async (scene) => {
    const { as, lab } = scene;
    await alert(scene);
    const card = await until(scene, /#1 · .*is crash looping/);

    (await as(mallory).presses(card, 'Acknowledge')).shows('not on my list');
    (await until(scene, /#1 · /)).showsNot(/acknowledged/i);

    await as(ann).presses(card, 'Acknowledge');
    const acked = await until(scene, /acknowledged by Ann Berg/i);
    await as(ann).says('note it was the <b>deploy</b> of 02:50', card);
    await until(scene, /#1: noted/, card);
    await fetch(new URL('/api/say', lab.page), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(lab.page).origin },
      body: JSON.stringify({
        ...{ person: ann.objectId, conversationId: channel, rootId: card.post.rootId },
        ...{ text: 'assign @Eve Dahl', mentions: [eve.objectId] },
      }),
    });
    await until(scene, /#1: assigned to Eve Dahl/, card);

    await as(bob).presses(acked, 'Resolve');
    const over = await until(scene, /over after/);
    await as(ann).presses(over, 'Reopen');
    await until(scene, /reopened at/);
    await as(ann).says('export', card);
    const report = await until(scene, /Report of incident #1/, card);

    report.shows(
      'Ann Berg: Acknowledged',
      'Ann Berg: it was the',
      'of 02:50',
      'Bob Castro: Resolved',
      'Reopened: once',
    );
    const cards = lab.board.in([channel]).filter(({ id, rootId, from }) => from === 'bot' && id === rootId);
    expect(cards.map(({ id }) => id)).toEqual([card.post.id]);
  });
});
