import type { Card } from '../model/card.ts';
import { RefusedChange } from '../remediation/refused-change.ts';
import type { AuditLine } from '../store/store.ts';
import { clarify } from './answering/clarify.ts';
import { errorCard } from './answering/error-card.ts';
import type { House } from './answering/house.ts';
import { withIncident } from './answering/incident-defaults.ts';
import { perform } from './answering/perform.ts';
import { refuse } from './answering/refuse.ts';
import { type Understood, understand } from './answering/understand.ts';
import type { Incoming, Reply } from './command.ts';
import { fieldsOf } from './language/field.ts';
import type { Said } from './language/speech.ts';
import type { Act } from './people/may-run.ts';
import { createPermits } from './people/permits.ts';
import { Refused } from './people/refused.ts';

/** A card with how it came about, for the audit. */
interface Outcome extends Pick<AuditLine, 'what' | 'detail' | 'outcome' | 'authority'> {
  card: Card;
  /** The refusal in words, where it is one. */
  refused?: string;
  isShown?: boolean;
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
    const { card, refused, isShown, noted, ...line } = await outcomeOf(incoming, { ...house, log }, words);
    // Side by side, for one commit.
    const isQuiet = incoming.automatic && line.outcome === 'done';
    await Promise.all([noted, isQuiet ? undefined : store.audit({ ...line, at: clock.now(), actor, requestId })]);
    log.info({ what: line.what, outcome: line.outcome, took: took() }, 'answered');
    if (line.outcome === 'done') house.answered?.(line.what, took());
    return { card, ...(refused !== undefined && { refused }), ...(isShown && { isShown }) };
  } catch (error) {
    return { card: words(error, 'your question') };
  }
}

async function outcomeOf(incoming: Incoming, house: House, words: WordsOf): Promise<Outcome> {
  const understood = await withIncident(await understand(incoming.ask, house), incoming.place, house);
  const asked = askedFor(understood, house);
  const act = understood.kind === 'understood' ? understood.command : guessing;
  const permits = createPermits(house.people, incoming.actor, act, { signal: incoming.signal, log: house.log });
  try {
    await permits.admit();
    if (understood.kind !== 'understood')
      return { card: await clarify(understood, house), ...asked, outcome: 'failed', authority: permits.authority() };
    const done = await perform(understood, incoming, house, permits);
    return { ...done, ...asked, authority: permits.authority() };
  } catch (error) {
    if (error instanceof RefusedChange) return refusedChange(error, asked, words);
    if (!(error instanceof Refused)) {
      const card = words(error, asked.detail);
      const alone = act !== guessing && 'pressed' in act && act.pressed ? { refused: card.summary } : {};
      return { card, ...alone, ...asked, outcome: 'failed', authority: permits.authority() };
    }
    const { refusal } = error;
    house.log.info({ what: asked.what, reason: refusal.reason }, 'refused');
    const { card, text } = refuse(refusal, incoming.actor);
    const line = {
      what: `refused:${asked.what}`,
      detail: asked.detail,
      outcome: 'refused',
      authority: refusal.reason,
    } as const;
    return { card, refused: text, ...line };
  }
}

/** A change that is refused to somebody: his press was polite or forged, old or a second one, and the audit knows which. */
function refusedChange(error: RefusedChange, asked: Pick<AuditLine, 'what' | 'detail'>, words: WordsOf): Outcome {
  const { what, detail } = asked;
  const card = words(error, detail);
  return { card, refused: error.message, what: `refused:${what}`, detail, outcome: 'refused', authority: error.reason };
}

/** Free text stays where it belongs: in the incident's story, not in the audit. */
function withoutTexts({ command, input }: Said): Record<string, unknown> {
  const texts = new Set(fieldsOf(command.input).flatMap(({ is, key }) => (is === 'text' ? [key] : [])));
  return Object.fromEntries(Object.entries(input).filter(([key]) => !texts.has(key)));
}

/** What was not understood is answered with what the manual tells. */
const guessing: Act = { name: 'help', role: 'viewer', touches: 'nothing' };

/** For the audit: what was understood, never the raw text, in which anything may stand. */
function askedFor(understood: Understood, { speech }: House): Pick<AuditLine, 'what' | 'detail'> {
  if (understood.kind === 'understood') {
    const { command, input } = understood;
    const sentence = speech.sentenceOf({ command, input: withoutTexts(understood) });
    const isSaid = fieldsOf(command.input).some(({ key }) => key === 'number');
    const detail = typeof input.number === 'number' && !isSaid ? `${sentence} (incident ${input.number})` : sentence;
    return { what: command.name, detail };
  }
  const guesses = understood.kind === 'unsure' ? understood.suggestions : [];
  return { what: understood.kind, detail: guesses.map(speech.sentenceOf).join(' | ') };
}
