import { noticeCard } from '../../cards/notice.ts';
import type { StoredRemediation } from '../../store/remediations.ts';
import type { Context, Reply } from '../command.ts';

/** What a proposal is answered with: its card is put out by itself, so this one only takes the place of a progress card. */
export function proposed({ number, state, plan, conversation }: StoredRemediation, { place }: Context): Reply {
  const isHere = conversation === place.channelId;
  return {
    card: noticeCard({
      level: state === 'rejected' ? 'warning' : 'info',
      title: `Change ${number} is ${state}`,
      text: plan.sentence,
      ...(!isHere && { next: 'It was proposed in another conversation, where its card stands.' }),
      buttons: [],
    }),
    ...(isHere && { isShown: true }),
  };
}
