import { z } from 'zod';
import type { Ask } from '../command.ts';
import type { Parsed, Said } from '../language/speech.ts';
import type { House } from './house.ts';

/** What an ask turned out to mean; a press that is unknown or forged is 'stale'. */
export type Understood =
  | ({ kind: 'understood'; replaces: boolean } & Said)
  | Extract<Parsed, { kind: 'unsure' | 'unknown' }>
  | { kind: 'stale' };

const pressData = z.object({
  id: z.string().regex(/^[\w-]{8,64}$/),
  /** Of a card's own field. */
  reason: z.string().trim().min(1).max(300).optional().catch(undefined),
});

/** Reads what was typed, or looks up what was prepared for the button. Nothing but a greeting asks for help. */
export async function understand(ask: Ask, { commands, pressable, speech, store }: House): Promise<Understood> {
  if ('said' in ask) {
    const parsed = speech.parse(ask.said);
    if (parsed.kind === 'understood') return { ...parsed, replaces: false };
    if (parsed.kind !== 'nothing') return parsed;
    const help = commands.find((it) => it.name === 'help');
    return help ? { kind: 'understood', command: help, input: {}, replaces: false } : { kind: 'unknown', left: [] };
  }
  const command = pressable.find((it) => it.name === ask.verb);
  const data = pressData.safeParse(ask.data);
  const press = command && data.success ? await store.preparedPress(command.name, data.data.id) : undefined;
  if (!command || !press) return { kind: 'stale' };
  const reason = 'reason' in command.input.shape && data.success ? data.data.reason : undefined;
  const input = reason === undefined ? press.input : { ...press.input, reason };
  return { kind: 'understood', command, input, replaces: press.replaces };
}
