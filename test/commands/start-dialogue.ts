import { pino } from 'pino';
import type { AzureConnection } from '../../src/azure/azure.ts';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import type { Ask, Dialogue, Reply } from '../../src/commands/command.ts';
import { createDialogue } from '../../src/commands/dialogue.ts';
import { peopleConfig } from '../../src/commands/people/people-config.ts';
import { startChanges } from '../../src/commands/people/start-changes.ts';
import { type RunningAzure, startAzure } from '../../src/lab/azure/start-azure.ts';
import { createWorld, type World } from '../../src/lab/world/world.ts';
import type { Actor } from '../../src/model/actor.ts';
import type { Card } from '../../src/model/card.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { Place } from '../../src/model/place.ts';
import { remediationConfig } from '../../src/remediation/policy/policy-config.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export const ids = {
  vera: '11111111-1111-4111-8111-111111111111',
  olaf: '22222222-2222-4222-8222-222222222222',
  bob: '33333333-3333-4333-8333-333333333333',
  ada: '44444444-4444-4444-8444-444444444444',
  nora: '55555555-5555-4555-8555-555555555555',
  mallory: '66666666-6666-4666-8666-666666666666',
};

/** Who may ask in these tests: a viewer, an operator, an approver, an admin; and an outsider. */
export type Asker = keyof typeof ids;

/** The dialogue over the range's Azure, with a store of its own. */
export interface TestDialogue {
  dialogue: Dialogue;
  store: Store;
  connection: AzureConnection;
  world: World;
  azure: RunningAzure;
  ask(ask: string | Ask, by?: Asker, place?: Partial<Place>, signal?: AbortSignal): Promise<Reply>;
  /** Says a button's verb and data, as a client would send it. */
  press(card: Card, title: string, by?: Asker, place?: Partial<Place>): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts everything but Teams; time stands still at noon unless it is told, timers run. `people`: others than the usual ones; `remediation`: with changes, under this policy. */
export async function startDialogue(
  o: { people?: object; now?: () => Date; remediation?: object } = {},
): Promise<TestDialogue> {
  const noon = new Date('2026-11-25T12:00:00Z');
  const clock: Clock = { now: o.now ?? (() => noon), after: (ms, callback) => cancellable(setTimeout(callback, ms)) };
  const world = createWorld({ now: clock.now() });
  const azure = await startAzure({ world, clock });
  const store = await openStore({ path: ':memory:' });
  const log = pino({ level: 'silent' });
  const { transport, credential } = azure;
  const connection = connectAzure({ credential, transport, clock, log, config: azureConfig.parse({}) });
  const config = peopleConfig.parse(
    o.people ?? {
      viewer: [ids.vera],
      operator: [ids.olaf],
      approver: [ids.bob],
      admin: [ids.ada],
    },
  );
  const changes =
    o.remediation &&
    startChanges({
      ...{ store, clock, log, connection, people: config, config: remediationConfig.parse(o.remediation) },
      wake: () => {},
      addressOf: async (conversationId) => ({ tenantId: channel.tenantId, serviceUrl: '', conversationId }),
    });
  const dialogue = createDialogue({ connection, store, clock, log, config, ...(changes && { changes }) });
  let number = 0;

  const ask: TestDialogue['ask'] = (said, by = 'olaf', place = {}, signal = new AbortController().signal) => {
    const request = {
      ask: typeof said === 'string' ? { said } : said,
      actor: actor(by),
      place: { ...channel, ...place },
      signal,
    };
    return dialogue.answer({ ...request, requestId: `request-${++number}` });
  };
  return {
    dialogue,
    store,
    connection,
    world,
    azure,
    ask,
    press: (card, title, by, place) => ask(buttonOf(card, title), by, place),
    async close() {
      await azure.close();
      await store.close();
    },
  };
}

const channel: Place = {
  tenantId: '77777777-7777-4777-8777-777777777777',
  kind: 'channel',
  conversationId: '19:oncall@thread.tacv2;messageid=1',
  channelId: '19:oncall@thread.tacv2',
  threadRootId: '1',
};

/** A person as Teams' service vouches for him. */
export function actor(who: Asker): Actor {
  return { tenantId: channel.tenantId, objectId: ids[who], teamsId: `29:${who}`, name: who };
}

/** The verb and data of the button, or of the row to press, with this text on it. */
export function buttonOf({ json }: Card, title: string): Ask & { verb: string } {
  const found = executes(json).find((it) => it.title === title);
  if (!found) throw new Error(`There is no button "${title}", but ${JSON.stringify(titlesOf(json))}`);
  return { verb: String(found.verb), data: found.data };
}

/** The texts on all that can be pressed. */
export function titlesOf(json: unknown): string[] {
  return executes(json).map((it) => String(it.title));
}

/** Every text that a person reads on the card, in order. */
export function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).filter(Boolean).join('\n');
  if (typeof part !== 'object' || part === null) return '';
  const { text, ...rest } = part as Record<string, unknown>;
  return [typeof text === 'string' ? text : '', textOf(Object.values(rest))].filter(Boolean).join('\n');
}

function executes(part: unknown, label = ''): Record<string, unknown>[] {
  if (Array.isArray(part)) return part.flatMap((it) => executes(it, label));
  if (typeof part !== 'object' || part === null) return [];
  const it = part as Record<string, unknown>;
  if (it.type === 'Action.Execute') return [{ ...it, title: it.title ?? label }];
  const own = it.selectAction ? (textOf(it.items ?? it.columns ?? it.inlines).split('\n')[0] ?? '') : label;
  return Object.values(it).flatMap((inner) => executes(inner, own));
}

function cancellable(timer: NodeJS.Timeout): () => void {
  return () => clearTimeout(timer);
}
