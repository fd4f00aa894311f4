import type { Context } from '../command.ts';
import { everywhere } from '../people/scope.ts';

/** Whether the person is limited to no place in what he asks for. */
export async function seesAll({ permitted }: Pick<Context, 'permitted'>): Promise<boolean> {
  return (await permitted([everywhere], (it) => it)).length > 0;
}
