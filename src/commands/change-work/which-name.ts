import { noticeCard } from '../../cards/notice.ts';
import type { Context, Reply } from '../command.ts';

/** The reply to an order that named nothing: it asks for the name, and tells of no place. */
export async function whichName(verb: string, noun: 'pod' | 'node', { buttons, permit }: Context): Promise<Reply> {
  await permit('any place');
  return {
    card: noticeCard({
      level: 'info',
      title: `Which ${noun}?`,
      text: `Name it: "${verb} <${noun}>", with "cluster=<name>" where several are called so.`,
      buttons: await buttons([{ title: `How to say ${verb}`, verb: 'help', input: { verb } }]),
    }),
  };
}
