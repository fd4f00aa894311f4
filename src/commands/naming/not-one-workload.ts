import { noticeCard } from '../../cards/notice.ts';
import type { Subject } from '../../model/subject.ts';
import type { Context, Reply } from '../command.ts';
import { saidOf } from './said-of.ts';

/** The reply to a question about a whole place (or a node) that can be asked of one workload only. */
export async function notOneWorkload(subject: Subject, what: string, { buttons }: Context): Promise<Reply> {
  const said = saidOf(subject);
  return {
    card: noticeCard({
      level: 'info',
      title: `${what} of which workload in ${subject.name}?`,
      text: `${subject.name} is a ${subject.kind.toLowerCase()}: name one workload or pod of it.`,
      next: 'Ask what is wrong there to see which one matters.',
      buttons: await buttons([
        { title: `Why ${subject.name}`, verb: 'why', input: said },
        { title: 'Events', verb: 'events', input: said },
      ]),
    }),
  };
}
