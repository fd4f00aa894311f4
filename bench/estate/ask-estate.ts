import { pino } from 'pino';
import { azureConfig } from '../../src/azure/azure-config.ts';
import { connectAzure } from '../../src/azure/connect-azure.ts';
import { textOf } from '../../src/cards/measure.ts';
import { createDialogue } from '../../src/commands/dialogue.ts';
import { peopleConfig } from '../../src/commands/people/people-config.ts';
import { labCredential } from '../../src/lab/azure/lab-token.ts';
import { labTransport } from '../../src/lab/azure/lab-transport.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { countedTransport } from './counted-transport.ts';
import type { Question } from './questions.ts';

/** What one question took. */
export interface Asked {
  requests: number;
  throttled: number;
  /** API servers that were turned to. */
  clusters: number;
  /** Processor time of the bot alone, and until the answer was there. */
  ownSeconds: number;
  seconds: number;
  /** Of the card, as Teams counts them. */
  bytes: number;
  summary: string;
}

const person = '11111111-1111-4111-8111-111111111111';

/** Asks each question as a person would, once, of a bot that knows nothing yet; waits between them until the quota is whole. */
export async function askEstate(
  url: string,
  questions: readonly Question[],
  pause: () => Promise<void>,
): Promise<Map<string, Asked>> {
  const store = await openStore({ path: ':memory:' });
  const [clock, log] = [systemClock, pino({ level: 'silent' })];
  const { transport, calls } = countedTransport(labTransport(url));
  const connection = connectAzure({ credential: labCredential, transport, clock, log, config: azureConfig.parse({}) });
  const config = peopleConfig.parse({ approver: [person] });
  const dialogue = createDialogue({ connection, store, clock, log, config });
  const found = new Map<string, Asked>();
  for (const { said, shows } of questions) {
    await pause();
    Object.assign(calls, { requests: 0, throttled: 0, clusters: new Set() });
    const [before, started] = [process.cpuUsage(), performance.now()];
    const { card } = await dialogue.answer({
      ask: { said },
      actor: { tenantId: 't', objectId: person, teamsId: '29:x', name: 'x' },
      place: { tenantId: 't', kind: 'personal', conversationId: 'c', channelId: 'c' },
      ...{ requestId: said, signal: AbortSignal.timeout(60_000) },
    });
    const { user, system } = process.cpuUsage(before);
    const text = textOf(card.json);
    if (!shows.test(text)) throw new Error(`"${said}" was answered with ${text.slice(0, 600)}`);
    found.set(said, {
      ...{ requests: calls.requests, throttled: calls.throttled, clusters: calls.clusters.size },
      ...{ ownSeconds: (user + system) / 1e6, seconds: (performance.now() - started) / 1_000 },
      ...{ bytes: text.length * 2, summary: card.summary },
    });
  }
  await store.close();
  return found;
}
