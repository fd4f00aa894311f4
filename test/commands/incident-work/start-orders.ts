import { pino } from 'pino';
import type { Ask, Mentioned, Pressed, Reply } from '../../../src/commands/command.ts';
import { createDialogue } from '../../../src/commands/dialogue.ts';
import { peopleConfig } from '../../../src/commands/people/people-config.ts';
import type { Place } from '../../../src/model/place.ts';
import { ops, type PipelineUnderTest, startPipeline } from '../../incidents/pipeline/start-pipeline.ts';
import { type Asker, actor, buttonOf, ids, textOf, titlesOf } from '../start-dialogue.ts';

/** What somebody reads who said or pressed something. */
export interface Told {
  card: Reply['card'];
  text: string;
  buttons: string[];
}

/** People who say things to a bot that has incidents. */
export interface Orders extends PipelineUnderTest {
  says(text: string, who?: Asker, place?: Partial<Place>, mentions?: Mentioned[]): Promise<Told>;
  presses(card: Reply['card'], title: string, who?: Asker): Promise<Told>;
  /** What becomes of a press by this person. */
  pressed(card: Reply['card'], title: string, who: Asker): Promise<Pressed>;
  /** The button that a prepared press is. */
  sends(ask: Ask, who?: Asker): Promise<Told>;
  /** The place of the thread of an incident's card. */
  threadOf(index: number): Partial<Place>;
}

/** Vera sees all, Olaf operates all, Bob shop alone, Ada staging alone; Nora is an operator of the environment prod. */
const people = peopleConfig.parse({
  viewer: [ids.vera],
  operator: [
    ids.olaf,
    { id: ids.bob, scope: { clusters: ['prod-*'], namespaces: ['shop'] } },
    { id: ids.ada, scope: { clusters: ['staging-*'] } },
    { id: ids.nora, scope: { environments: ['production', 'prod'] } },
  ],
});

/** Starts it; `settings` are those of the section `incidents`. */
export async function startOrders(settings: object): Promise<Orders> {
  const run = await startPipeline(settings);
  const { store, clock, pipeline } = run;
  const log = pino({ level: 'silent' });
  const parts = { connection: pipeline.connection, store, clock, log, config: people, incidents: pipeline };
  const dialogue = createDialogue(parts);
  let number = 0;
  const sends = async (ask: Ask, who: Asker = 'olaf', place: Partial<Place> = {}, mentions: Mentioned[] = []) => {
    const { card } = await dialogue.answer({
      ...{ ask, actor: { ...actor(who), tenantId: 't1' }, requestId: `r${++number}` },
      ...{ place: { ...channel, ...place }, signal: new AbortController().signal },
      mentioned: async () => mentions,
    });
    await run.passes(1, 1);
    return { card, text: textOf(card.json), buttons: titlesOf(card.json) };
  };
  return {
    ...run,
    sends,
    says: (said, who, place, mentions) => sends({ said }, who, place, mentions),
    presses: (card, title, who) => sends(buttonOf(card, title), who),
    pressed(card, title, who) {
      const { verb, data } = buttonOf(card, title) as { verb: string; data: unknown };
      return dialogue.pressed(verb, data, { ...actor(who), tenantId: 't1' });
    },
    threadOf: (index) => {
      const { id = '' } = run.teams.messages(ops)[index] ?? {};
      return { conversationId: `${ops};messageid=${id}`, channelId: ops, threadRootId: id };
    },
  };
}

const channel: Place = {
  ...{ tenantId: 't1', kind: 'channel', channelId: '19:talk@thread.tacv2' },
  ...{ conversationId: '19:talk@thread.tacv2;messageid=7', threadRootId: '7' },
};
