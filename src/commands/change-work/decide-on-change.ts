import { noticeCard } from '../../cards/notice.ts';
import type { Decision } from '../../model/remediation.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { decide } from '../../remediation/life/decide.ts';
import { changeCardOf } from '../../remediation/life/show-change.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Context, Reply } from '../command.ts';
import { changeAsked } from './change-asked.ts';
import { changesOf } from './changes-configured.ts';
import { personOf } from './person-of.ts';
import { viewerOf } from './viewer-of.ts';

/** What was said or pressed about a change. */
export interface SaidOnChange {
  change: number;
  reason?: string | undefined;
  round?: number | undefined;
}

/** Takes somebody's word on a change: a press is answered with the card as he sees it now, words with words. */
export async function decideOnChange(kind: Decision['kind'], said: SaidOnChange, context: Context): Promise<Reply> {
  const { actor, place, signal, requestId } = context;
  await changeAsked(said.change, context);
  const work = changesOf(context);
  const reason = said.reason === undefined ? {} : { reason: withoutSecrets(said.reason) };
  const word = { kind, by: personOf(actor), conversation: place.channelId, round: said.round, ...reason };
  const decided = await decide(work, said.change, word, { signal, requestId });
  return shownTo(decided, `Change ${decided.number}: ${words[decided.state] ?? decided.state}.`, context);
}

const words: Partial<Record<StoredRemediation['state'], string>> = {
  proposed: 'your approval counts, and another one is needed',
  approved: 'approved, it runs next',
  rejected: 'it is not made',
};

/** A press is answered with the change's card for who pressed; what was typed with a sentence: the card is edited by itself. */
export async function shownTo(it: StoredRemediation, sentence: string, context: Context): Promise<Reply> {
  const work = changesOf(context);
  if (context.typed !== undefined)
    return { card: noticeCard({ level: 'good', title: sentence, text: it.plan.sentence, buttons: [] }) };
  const now = context.clock.now();
  const viewer = await viewerOf(it, context);
  const card = await context.store.together(now, (writing) => changeCardOf(it, viewer, { writing, work, now }));
  return { card };
}
