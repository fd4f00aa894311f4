import type { ChangePerson, Decision, Remediation } from '../../model/remediation.ts';
import { standingOf } from '../policy/approvals-of.ts';
import type { Allowed } from '../policy/ruling.ts';
import { afterMove } from './lifecycle.ts';

/** What somebody says to a proposed change, and from where. */
export interface Word {
  kind: Decision['kind'];
  by: ChangePerson;
  reason?: string | undefined;
  /** Of the card that was pressed; undefined for what was typed. */
  round?: number | undefined;
  /** The Teams conversation in which it was said, without its thread. */
  conversation: string;
}

/** Why a word was not taken: each has its own sentence, and its name stands in the audit. */
export type WordRefusal =
  | 'other-conversation'
  | 'old-card'
  | 'expired'
  | 'own-proposal'
  | 'said-already'
  | 'over'
  | 'no-break-glass'
  | 'reason-missing';

/** What a word leads to. */
export type Taken = { refused: WordRefusal; sentence: string } | { next: Remediation };

/** Whether a word counts, before anybody looks who says it; undefined when nothing speaks against it. Pure. */
export function refusalOf(it: Remediation, word: Word, now: Date): Taken | undefined {
  const no = (refused: WordRefusal, sentence: string): Taken => ({ refused, sentence });
  if (word.conversation !== it.conversation)
    return no('other-conversation', `Change ${it.number} is decided where it was proposed, and not here.`);
  if (word.round !== undefined && word.round !== it.round)
    return no('old-card', `This card is of an older proposal of change ${it.number}; its newest card has the buttons.`);
  const said = it.decisions.find(({ by, kind }) => by.objectId === word.by.objectId && kind === word.kind);
  if (said) return no('said-already', `You have ${said.kind} change ${it.number} already.`);
  if (it.state === 'proposed' && it.expiresAt <= now)
    return no('expired', `Change ${it.number} waited too long and has expired. It can be proposed again.`);
  const move = word.kind === 'rejected' ? 'reject' : 'approve';
  // What was approved and waits for its hour can still be an emergency.
  const isHurried = word.kind === 'broke-glass' && it.state === 'approved' && it.waitsUntil !== undefined;
  if (!afterMove(it.state, move) && !isHurried)
    return no('over', `Change ${it.number} is ${stateWords(it)}: it is too late for this.`);
  return undefined;
}

/** Takes a word of somebody who may say it. Pure; `next` is the change as it is afterwards. */
export function decideOn(it: Remediation, word: Word, o: { ruling: Allowed; authority: string; now: Date }): Taken {
  const { ruling, authority, now } = o;
  const early = refusalOf(it, word, now);
  if (early) return early;
  const { kind, by, reason } = word;
  if (kind === 'approved' && ruling.fourEyes && by.objectId === it.asker.objectId)
    return { refused: 'own-proposal', sentence: 'Nobody approves his own proposal: somebody else has to.' };
  if (kind === 'broke-glass' && !ruling.breakGlass)
    return { refused: 'no-break-glass', sentence: 'The policy knows no emergency for this change.' };
  if (!reason?.trim() && kind === 'broke-glass')
    return { refused: 'reason-missing', sentence: `Say why: break glass ${it.number} because ...` };
  const decision: Decision = { kind, by, at: now, authority, ...(reason !== undefined && { reason }) };
  const decisions = [...it.decisions, decision];
  // Why it waited before is over with the state.
  const { outcome: _why, ...rest } = it;
  if (kind === 'rejected') return { next: { ...rest, decisions, state: 'rejected', endedAt: now } };
  const { mayRun } = standingOf(ruling, it.asker, decisions);
  const needs = { approvals: ruling.approvals, rule: ruling.rule };
  if (mayRun) return { next: { ...rest, decisions, needs, state: 'approved' } };
  return { next: { ...it, decisions, needs } };
}

function stateWords({ state }: Remediation): string {
  return state === 'running' ? 'being made' : state === 'succeeded' ? 'made' : state;
}
