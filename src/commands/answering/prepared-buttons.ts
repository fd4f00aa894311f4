import type { Button } from '../../model/card.ts';
import type { Clock } from '../../model/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Press } from '../command.ts';

const hour = 60 * 60 * 1000;

/** A press has the same id for ever, so those of the last hour need not be written again (help's cost nothing). */
export function createButtons(store: Store, clock: Clock): (presses: readonly Press[]) => Promise<Button[]> {
  const written = new Map<string, { id: string; at: number }>();
  return async (presses) => {
    const now = clock.now();
    const known = presses.map((press) => ({
      press,
      text: JSON.stringify([press.verb, press.input, press.replaces ?? false]),
    }));
    const fresh = known.filter(
      ({ text }) => now.getTime() - (written.get(text)?.at ?? Number.NEGATIVE_INFINITY) > hour,
    );
    if (written.size + fresh.length > 2000) written.clear();
    const missing = known.filter(({ text }) => fresh.some((it) => it.text === text) || !written.has(text));
    const ids =
      missing.length === 0
        ? []
        : await store.preparePresses(
            missing.map(({ press }) => prepared(press)),
            now,
          );
    for (const [n, { text }] of missing.entries()) written.set(text, { id: ids[n] ?? '', at: now.getTime() });
    return known.map(({ press, text }) => ({ title: press.title, verb: press.verb, id: written.get(text)?.id ?? '' }));
  };
}

function prepared({ verb, input, replaces }: Press): {
  verb: string;
  input: Record<string, unknown>;
  replaces: boolean;
} {
  return { verb, input: JSON.parse(JSON.stringify(input)) as Record<string, unknown>, replaces: replaces ?? false };
}
