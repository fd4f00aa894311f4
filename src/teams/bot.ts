import type { Logger } from 'pino';
import type { Ask, Dialogue, Reply } from '../commands/command.ts';
import type { Clock } from '../model/clock.ts';
import { inTime } from '../model/in-time.ts';
import type { Store } from '../store/store.ts';
import { acquaintance } from './acquaintance.ts';
import type { TeamsActivity } from './activity.ts';
import { deliverBelow, deliverInPlace } from './delivery.ts';
import { cardAnswer, errorAnswer, type InvokeAnswer, messageAnswer, pressIn } from './invoke.ts';
import type { Messenger } from './messenger.ts';
import { type Orphan, orphanOf } from './outbox/orphans.ts';
import { actorOf, placeOf } from './place-of.ts';
import { mentionsIn, saidIn } from './said.ts';
import { createWorks } from './work.ts';

/** A turn ends after this at the latest: Teams gives up, and asks again, after 10 to 15 seconds. */
const turnMs = 8_000;

/** So long a press that seems not to be allowed is held back, to tell its refusal to nobody else. */
const refusalMs = 3_000;

/** How long a bot that stops waits for Teams to take what was answered; whoever runs it kills it after 30 s or so. */
const partingMs = 10_000;

/** How a turn ended: what to answer a press with, and what is done once that answer is on its way. */
export interface TurnEnd {
  answer?: InvokeAnswer;
  afterwards?: () => void;
}

/** An admitted activity becomes a question to the dialogue; its answer goes back to where it was asked. */
export interface Bot {
  receive(activity: TeamsActivity, requestId: string, log: Logger): Promise<TurnEnd>;
  /** How many questions are being worked on. */
  underway(): number;
  /** Ends the work on every question, and waits ten seconds at most until what came of it was delivered. */
  stop(): Promise<void>;
}

/** The one bot. */
export function createBot(o: {
  dialogue: Dialogue;
  store: Store;
  messenger: Messenger;
  clock: Clock;
  workMs: number;
}): Bot {
  const { dialogue, store, messenger, clock } = o;
  const works = createWorks(o);
  const meets = acquaintance(store);
  const deliveries = new Set<Promise<void>>();

  /** Keeps a delivery until it ends; one that fails is logged, for there is nobody left to tell. */
  function deliver(delivery: Promise<void>, log: Logger): Promise<void> {
    const settled = delivery
      .catch((error: unknown) => log.error({ error }, 'the answer could not be delivered'))
      .finally(() => deliveries.delete(settled));
    deliveries.add(settled);
    return settled;
  }

  function askedIn(activity: TeamsActivity, ask: Ask, requestId: string) {
    const place = placeOf(activity);
    const to = { tenantId: place.tenantId, serviceUrl: activity.serviceUrl, conversationId: place.conversationId };
    const mentioned = () =>
      Promise.all(
        mentionsIn(activity).map(async ({ name, teamsId }) => {
          const objectId = await messenger.objectIdOf(to, teamsId);
          return { name, ...(objectId !== undefined && { objectId }) };
        }),
      );
    return { asked: { ask, place, actor: actorOf(activity), requestId, mentioned }, to };
  }

  async function answerBelow(
    activity: TeamsActivity,
    ask: Ask,
    requestId: string,
    log: Logger,
    begun?: Promise<Reply>,
  ): Promise<void> {
    const { asked, to } = askedIn(activity, ask, requestId);
    const answer = begun ?? works.answer(asked, log);
    await deliverBelow({ answer, progress: () => works.progress(ask, log), to, messenger, clock, log });
  }

  /** A card that refreshes itself is folded once for all who look at it; what is left of it refreshes no more. */
  async function foldOnce({ ref, card }: Orphan, log: Logger): Promise<TurnEnd> {
    const isFirst = await store.firstSight(`folded/${ref.conversationId}/${ref.activityId}`, clock.now());
    const afterwards = () => void deliver(messenger.update(ref, card), log);
    return { answer: cardAnswer(card), ...(isFirst && { afterwards }) };
  }

  /** What all see is put out by the work itself; who pressed sees the outcome at once. */
  async function answerAlone(begun: Promise<Reply>, afterwards: () => void): Promise<TurnEnd> {
    const reply = await inTime(clock, turnMs, begun);
    if (!reply)
      return { answer: messageAnswer('This takes longer than usual: look at the card again in a moment.'), afterwards };
    const { card, refused } = reply;
    return { answer: refused === undefined ? cardAnswer(card) : messageAnswer(refused), afterwards };
  }

  async function receivePress(activity: TeamsActivity, requestId: string, log: Logger): Promise<TurnEnd> {
    const press = pressIn(activity);
    if (!press) return { answer: errorAnswer(400, 'BadRequest', 'This button cannot be understood.') };
    const { ask, automatic } = press;
    const { asked, to } = askedIn(activity, ask, requestId);
    const { replyToId } = activity;
    const orphan = await orphanOf(activity, press, store);
    const fold = async () => (orphan ? messenger.update(orphan.ref, orphan.card) : undefined);
    if (automatic) {
      if (orphan) return foldOnce(orphan, log);
      const reply = await inTime(clock, turnMs, works.answer({ ...asked, automatic }, log));
      return {
        answer: reply
          ? cardAnswer(reply.card)
          : errorAnswer(500, 'Timeout', 'The card could not be refreshed in time.'),
      };
    }
    const place = await dialogue.pressed(ask.verb, ask.data, asked.actor);
    if (place === 'alone') return answerAlone(works.answer(asked, log), () => void deliver(fold(), log));
    const begun = place === 'in doubt' ? works.answer(asked, log) : undefined;
    const refused = begun && (await inTime(clock, refusalMs, begun))?.refused;
    if (refused !== undefined) return { answer: messageAnswer(refused), afterwards: () => void deliver(fold(), log) };
    if (!replyToId || place !== 'in place') {
      return {
        answer: messageAnswer('On it: the answer follows below.'),
        afterwards: () => {
          deliver(answerBelow(activity, ask, requestId, log, begun), log);
          deliver(fold(), log);
        },
      };
    }
    const ref = { ...to, conversationId: activity.conversation.id, activityId: replyToId };
    return {
      answer: cardAnswer(await works.progress(ask, log)),
      afterwards: () => {
        const delivery = works
          .answer(asked, log)
          .then(({ card }) => (orphan ? fold() : deliverInPlace({ card, ref, to, messenger, log })));
        deliver(delivery, log);
      },
    };
  }

  return {
    async receive(activity, requestId, log) {
      const press = activity.type === 'invoke';
      // Before the activity counts as seen: when this cannot be stored, Teams' next try must not pass for a duplicate.
      const isNew = await meets(activity, clock.now());
      if (activity.id && !(await store.firstSight(`${activity.conversation.id}/${activity.id}`, clock.now()))) {
        log.info('seen before');
        return press ? { answer: messageAnswer('Already on it.') } : {};
      }
      if (press) return receivePress(activity, requestId, log);
      if (activity.type === 'message' || isNew) {
        const said = activity.type === 'message' ? saidIn(activity) || 'help' : 'help';
        await inTime(clock, turnMs, deliver(answerBelow(activity, { said }, requestId, log), log));
      }
      return {};
    },
    underway: () => deliveries.size,
    async stop() {
      works.stop();
      await inTime(clock, partingMs, Promise.all(deliveries));
    },
  };
}
