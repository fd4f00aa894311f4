import { it } from 'vitest';
import { z } from 'zod';
import { channels } from '../../src/lab/page/channels.ts';
import { labPeople, type Person } from '../../src/lab/page/people.ts';
import type { Happening, Post } from '../../src/lab/page/post.ts';
import { type Lab, startLab } from '../../src/lab/start-lab.ts';
import { createDrivenClock, type DrivenClock } from '../teams/driven-clock.ts';
import { ShownCard } from './shown-card.ts';

const named = (name: string): Person => labPeople.find((it) => it.name.startsWith(name)) as Person;
export const ann = named('Ann');
export const bob = named('Bob');
export const eve = named('Eve');
export const mallory = named('Mallory');
export const gus = named('Gus');

const Told = z.object({ type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() });

/** What a story is told with. */
export interface Scene {
  lab: Lab;
  clock: DrivenClock;
  as(person: Person): Voice;
  /** The next thing that the bot posts or edits, progress included. */
  next(): Promise<ShownCard>;
}

/** Somebody who types and presses, and waits for what comes of it. */
export interface Voice {
  /** Types in the channel, or below a card; resolves to the bot's answer. */
  says(text: string, below?: ShownCard): Promise<ShownCard>;
  /** Presses a button; resolves to the card that answers: the same one, edited, or one below it; or what he alone is told. */
  presses(card: ShownCard, title: string): Promise<ShownCard>;
  /** Types, and does not wait. */
  types(text: string): Promise<void>;
  /** Sends a press that no card offered; resolves to the invoke response. */
  forges(card: ShownCard, action: unknown): Promise<{ statusCode: number; type: string; value: unknown }>;
}

/** A test of the whole bot in process, over HTTP, with a clock that stands still unless it is driven. */
export function story(name: string, tell: (scene: Scene) => Promise<void>, scenario?: string): void {
  it(name, { timeout: 60_000 }, async () => {
    const clock = createDrivenClock();
    const lab = await startLab({ clock, warm: true, ...(scenario !== undefined && { scenario }) });
    try {
      await tell({
        lab,
        clock,
        as: (person) => voice(lab, person),
        next: () => nextCard(lab, ({ from }) => from === 'bot'),
      });
    } finally {
      await lab.close();
    }
  });
}

function voice(lab: Lab, person: Person): Voice {
  const conversationId = channels[0]?.id ?? '';
  const post = async (path: string, body: unknown) => {
    const response = await fetch(new URL(path, lab.page), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(lab.page).origin },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const press = (card: ShownCard, action: unknown) =>
    post('/api/press', { person: person.objectId, conversationId, postId: card.post.id, action, trigger: 'manual' });

  return {
    async says(text, below) {
      const answer = answerIn(lab, ({ from, rootId, id }) => from === 'bot' && rootId !== id);
      await post('/api/say', {
        person: person.objectId,
        conversationId,
        text,
        ...(below && { rootId: below.post.rootId }),
      });
      return answer;
    },
    async presses(card, title) {
      const { verb, data } = card.button(title);
      const answer = answerIn(lab, ({ from, rootId }) => from === 'bot' && rootId === card.post.rootId);
      const told = Told.safeParse(await press(card, { type: 'Action.Execute', verb, data }));
      const isRefused = told.success && !told.data.value.startsWith('On it');
      return isRefused ? new ShownCard({ ...card.post, card: { text: told.data.value } }) : answer;
    },
    async types(text) {
      await post('/api/say', { person: person.objectId, conversationId, text });
    },
    forges: (card, action) => press(card, action) as ReturnType<Voice['forges']>,
  };
}

/** The next card of the bot that is an answer, not the progress towards one. */
function answerIn(lab: Lab, isWanted: (post: Post) => boolean): Promise<ShownCard> {
  return nextCard(lab, (post) => isWanted(post) && !new ShownCard(post).isProgress);
}

function nextCard(lab: Lab, isWanted: (post: Post) => boolean): Promise<ShownCard> {
  return new Promise((resolve) => {
    const stop = lab.board.watch((happening: Happening) => {
      if ((happening.type !== 'post' && happening.type !== 'edit') || !isWanted(happening.post)) return;
      stop();
      resolve(new ShownCard(happening.post));
    });
  });
}
