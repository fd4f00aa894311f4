import type { Gap } from '../../model/gap.ts';
import type { Context } from '../command.ts';
import { seesAll } from './sees-all.ts';

/** What could not be searched, as this person may know it: who is limited to some places learns no names of others. */
export async function gapsFor(gaps: Gap[], context: Pick<Context, 'permitted'>): Promise<Gap[]> {
  const [first] = gaps;
  if (!first || (await seesAll(context))) return gaps;
  const { service } = first;
  return [
    {
      what: 'all places that I searched',
      service,
      why: `${service} did not answer for each of them.`,
      next: 'Ask again in a minute; who may ask everywhere is told which.',
    },
  ];
}
