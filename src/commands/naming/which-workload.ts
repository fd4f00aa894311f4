import { noticeCard } from '../../cards/notice.ts';
import type { Context, Reply } from '../command.ts';
import type { SaidSubject } from './wanted-subject.ts';

/** Whether neither a workload nor a place was said, nor is known from before. */
export function namesNothing({ workload, kind, cluster, namespace, places = [] }: SaidSubject): boolean {
  return [workload, kind, cluster, namespace].every((it) => it === undefined) && places.length === 0;
}

/** The reply to a question that can be asked of one workload only, and named nothing: it asks for the workload, not for a place. */
export async function whichWorkload(what: string, verb: string, { buttons, permit }: Context): Promise<Reply> {
  // It tells of no place.
  await permit('any place');
  return {
    card: noticeCard({
      level: 'info',
      title: `${what} of which workload?`,
      text: `Name a workload or a pod: "${verb} <name>", with "ns=<namespace>" or "cluster=<name>" where several are called so.`,
      next: 'Ask "why" with a cluster to see which workload matters.',
      buttons: await buttons([
        { title: 'Why', verb: 'why', input: {} },
        { title: `How to ask for ${verb}`, verb: 'help', input: { verb } },
      ]),
    }),
  };
}
