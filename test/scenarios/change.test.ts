import { describe, expect } from 'vitest';
import { ShownCard } from './shown-card.ts';
import { ann, bob, mallory, type Scene, story } from './story.ts';

const stepMs = 1_000;
const channel = '19:4c1b2a3d5e6f40718293a4b5c6d7e8f9@thread.tacv2';
const longestMs = 15 * 60_000;

/** Lets time pass until a message of the bot is as wanted: the clock moves no faster than requests are answered. */
async function until({ lab, clock }: Scene, wanted: RegExp): Promise<ShownCard> {
  for (let waited = 0; waited < longestMs; waited += stepMs) {
    const posts = lab.board.in([channel]).filter(({ from }) => from === 'bot');
    const found = posts.map((post) => new ShownCard(post)).findLast(({ text }) => wanted.test(text));
    if (found) return found;
    await fetch(new URL('/healthz', lab.bot), { headers: { connection: 'close' } });
    await clock.advance(stepMs);
  }
  const all = lab.board.in([channel]).map((post) => new ShownCard(post).text.slice(0, 400));
  throw new Error(`no message is like ${wanted}; there are:\n${all.join('\n---\n')}`);
}

describe('a change', () => {
  story('is proposed, refused to who asked for it, approved by another, made once and watched', async (scene) => {
    const { as } = scene;

    await as(ann).says('restart payments-api cluster=prod-weu');
    const card = await until(scene, /Restart Deployment payments-api/);
    card.shows('Waiting for an approval', 'Nothing is changed yet');

    (await as(ann).presses(card, 'Approve')).shows('Nobody approves his own proposal');
    (await as(mallory).presses(card, 'Approve')).shows('not on my list');
    await as(bob).presses(card, 'Approve');

    const done = await until(scene, /The roll-out is finished/);
    done.shows('Approved by Bob Castro', 'Asked by Ann Berg');
    expect(done.post.id).toBe(card.post.id);
  });
});
