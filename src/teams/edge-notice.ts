import { noticeCard } from '../cards/notice.ts';
import type { Card } from '../model/card.ts';

/** The answer would be refused by Teams for its size. */
export function tooLongCard(): Card {
  return noticeCard({
    level: 'warning',
    title: 'The answer is too long for Teams',
    text: 'I have it, but Teams takes no message of that size.',
    next: 'Ask about less: name a cluster, a namespace or one workload.',
    buttons: [],
  });
}

/** The work did not end even after it was told to. */
export function tooLateCard(requestId: string): Card {
  return noticeCard({
    level: 'attention',
    title: 'This took too long',
    text: 'Nothing came back in time, so I stopped waiting.',
    next: 'Ask again in a minute, or ask about less.',
    reference: requestId,
    buttons: [],
  });
}

/** The process ends while the question is being worked on. */
export function stoppedCard(): Card {
  return noticeCard({
    level: 'warning',
    title: 'I was stopped before the answer came',
    text: 'I am being restarted. Nothing was changed.',
    next: 'Ask again in a minute.',
    buttons: [],
  });
}
