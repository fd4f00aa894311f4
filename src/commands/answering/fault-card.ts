import { noticeCard } from '../../cards/notice.ts';
import type { Card } from '../../model/card.ts';

/** The apology for a bug: a reference for the person, under which the log has the rest. */
export function faultCard(reference: string): Card {
  return noticeCard({
    level: 'attention',
    title: 'Something went wrong on my side',
    text: 'This is a fault of mine, not of your question.',
    next: 'Ask again; if it goes on, give the reference to whoever runs me.',
    reference,
    buttons: [],
  });
}
