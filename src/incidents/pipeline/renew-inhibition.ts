import type { InhibitRule } from '../inhibit.ts';
import { type Labels, matchesAll } from '../matcher.ts';
import type { Pipeline } from './pipeline.ts';

const atOnce = 1_000;

/** Whether a rule may mute others because of an alert with these labels. A drill hides no real alert. */
export function mayInhibit(rules: readonly InhibitRule[], labels: Labels): boolean {
  return labels.drill !== 'true' && rules.some((rule) => matchesAll(rule.source, labels));
}

/** Marks by the rules of today which of the alerts that fire may mute others: they were heard when others may have held. */
export async function renewInhibition({
  store,
  clock,
  config,
}: Pick<Pipeline, 'store' | 'clock' | 'config'>): Promise<void> {
  for (let from = 0; ; ) {
    const next = await store.together(clock.now(), async (writing) => {
      const some = await writing.firingFrom(from, atOnce);
      const wrong = some.filter(({ labels, inhibits }) => mayInhibit(config.inhibitRules, labels) !== inhibits);
      for (const inhibits of [true, false]) {
        const ids = wrong.filter((it) => it.inhibits !== inhibits).map(({ id }) => id);
        await writing.markInhibiting(ids, inhibits);
      }
      return some.length < atOnce ? undefined : (some.at(-1)?.id ?? 0) + 1;
    });
    if (next === undefined) return;
    from = next;
  }
}
