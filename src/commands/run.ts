import type { Card } from '../model/card.ts';
import type { AuditLine } from '../store/store.ts';
import { clarify } from './answering/clarify.ts';
import { errorCard } from './answering/error-card.ts';
import type { House } from './answering/house.ts';
import { perform } from './answering/perform.ts';
import { refuse } from './answering/refuse.ts';
import { type Understood, understand } from './answering/understand.ts';
import type { Incoming, Reply } from './command.ts';
import { refusalOf } from './roles.ts';

/** A card with how it came about, for the audit. */
interface Outcome extends Pick<AuditLine, 'what' | 'detail' | 'outcome'> {
  card: Card;
  /** Ends when what the thread is about was written. */
  noted?: Promise<void>;
}

type WordsOf = (error: unknown, asked: string) => Card;

/** Understand, role, perform, audit, errors to words: the same for all that is said or pressed. Never throws. */
export async function answer(incoming: Incoming, house: House): Promise<Reply> {
  const { actor, requestId, signal } = incoming;
  const { store, clock } = house;
  const log = house.log.child({ requestId });
  const started = clock.now().getTime();
  const took = () => clock.now().getTime() - started;
  const words: WordsOf = (error, asked) =>
    errorCard(error, { asked, requestId, took: took(), late: signal.aborted }, log);
  try {
    const { card, noted, ...line } = await outcomeOf(incoming, { ...house, log }, words);
    // Side by side, for one commit.
    await Promise.all([noted, store.audit({ ...line, at: clock.now(), actor, requestId })]);
    log.info({ what: line.what, outcome: line.outcome, took: took() }, 'answered');
    return { card };
  } catch (error) {
    return { card: words(error, 'your question') };
  }
}

async function outcomeOf(incoming: Incoming, house: House, words: WordsOf): Promise<Outcome> {
  const understood = await understand(incoming.ask, house);
  const asked = askedFor(understood, house);
  const wanted = understood.kind === 'understood' ? understood.command.role : 'viewer';
  const refusal = refusalOf(house.roleOf(incoming.actor), wanted);
  if (refusal) {
    const card = refuse(refusal, incoming.actor, wanted);
    return { card, what: `refused:${asked.what}`, detail: asked.detail, outcome: 'refused' };
  }
  if (understood.kind !== 'understood') return { card: await clarify(understood, house), ...asked, outcome: 'failed' };
  try {
    return { ...(await perform(understood, incoming, house)), ...asked };
  } catch (error) {
    return { card: words(error, asked.detail), ...asked, outcome: 'failed' };
  }
}

/** For the audit: what was understood, never the raw text, in which anything may stand. */
function askedFor(understood: Understood, { speech }: House): Pick<AuditLine, 'what' | 'detail'> {
  if (understood.kind === 'understood') return { what: understood.command.name, detail: speech.sentenceOf(understood) };
  const guesses = understood.kind === 'unsure' ? understood.suggestions : [];
  return { what: understood.kind, detail: guesses.map(speech.sentenceOf).join(' | ') };
}
