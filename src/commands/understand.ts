import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { AnyCommand, Ask } from './command.ts';
import type { Parsed } from './language/parse.ts';

/** What an ask turned out to mean; a press that is unknown or forged is 'stale'. */
export type Understood = (Parsed & { replaces?: boolean }) | { kind: 'stale' };

const pressData = z.object({ id: z.string().regex(/^[\w-]{8,64}$/) });

/** Reads what was typed, or looks up what was prepared for the button. */
export async function understand(
  ask: Ask,
  commands: readonly AnyCommand[],
  parse: (text: string) => Parsed,
  store: Store,
): Promise<Understood> {
  if ('said' in ask) return parse(ask.said);
  const command = commands.find((it) => it.name === ask.verb);
  const data = pressData.safeParse(ask.data);
  const press = command && data.success ? await store.preparedPress(command.name, data.data.id) : undefined;
  return command && press
    ? { kind: 'understood', command, input: press.input, replaces: press.replaces }
    : { kind: 'stale' };
}
