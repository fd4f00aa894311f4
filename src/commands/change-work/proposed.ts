import { noticeCard } from '../../cards/notice.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Context, Reply } from '../command.ts';

/**
 * What a proposal is answered with: its card is put out by itself, so this one only takes the place of a progress card.
 * It stays where there is more to say: that the card is elsewhere, or that nobody else sees it.
 */
export function proposed(
  { number, state, plan, conversation }: StoredRemediation,
  { place }: Pick<Context, 'place'>,
): Reply {
  const isHere = conversation === place.channelId;
  // It is decided where it was proposed.
  const isAlone = isHere && place.kind === 'personal' && state === 'proposed';
  return {
    card: noticeCard({
      level: state === 'rejected' ? 'warning' : 'info',
      title: `Change ${number} is ${state}`,
      text: plan.sentence,
      ...(!isHere && { next: 'It was proposed in another conversation, where its card stands.' }),
      ...(isAlone && {
        next: 'Nobody else is in this chat to approve it: ask for it in a channel or a group chat.',
      }),
      buttons: [],
    }),
    ...(isHere && !isAlone && { isShown: true }),
  };
}
