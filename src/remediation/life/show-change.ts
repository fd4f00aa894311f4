import { changeCard } from '../../cards/change.ts';
import type { Card } from '../../model/card.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Writing } from '../../store/writing.ts';
import { changePresses, type Viewer } from './change-presses.ts';
import type { ChangeWork } from './change-work.ts';
import { undoOf } from './undo-of.ts';

/** What is put out in a transaction. */
export interface ShowingChange {
  writing: Pick<Writing, 'preparePresses' | 'putOut' | 'seenPeople'>;
  work: ChangeWork;
  now: Date;
}

/** What the outbox calls a change's card. */
export function changeSubject(number: number): string {
  return `change/${number}`;
}

/** Puts out a change's card as it is now: the first time in the thread in which it was asked for, then in place. */
export async function showChange(it: StoredRemediation, showing: ShowingChange & { writing: Writing }): Promise<void> {
  const { writing, work } = showing;
  const to = await work.addressOf(it.conversation, writing);
  await writing.putOut({
    to,
    subject: changeSubject(it.number),
    ...(it.thread !== undefined && { replyTo: it.thread }),
    urgency: 1,
    card: await changeCardOf(it, 'anybody', showing),
  });
}

/** A change's card, as one kind of person sees it. */
export async function changeCardOf(
  it: StoredRemediation,
  viewer: Viewer,
  { writing, work, now }: ShowingChange,
): Promise<Card> {
  const presses = changePresses(it, { undo: undoOf(it, work), viewer });
  const refresh = { title: 'Look again', verb: 'changes', input: { change: it.number }, replaces: true };
  const ids = await writing.preparePresses(
    [...presses, refresh].map(({ verb, input, replaces }) => ({ verb, input, replaces })),
    now,
  );
  const action = work.actions.get(it.action);
  return changeCard({
    change: it,
    title: action?.title ?? it.action,
    risk: action?.risk ?? 'high',
    viewer,
    buttons: presses.map(({ title, verb }, index) => ({ title, verb, id: ids[index] ?? '' })),
    refresh: { verb: 'changes', id: ids.at(-1) ?? '', people: await writing.seenPeople(it.conversation) },
    now,
  });
}
