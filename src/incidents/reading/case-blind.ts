import { recordOf } from './record-of.ts';

/** Reads fields by name in whatever case: one service writes alertType here and AlertType there. */
export function caseBlind(value: unknown): (name: string) => unknown {
  const fields = new Map<string, unknown>();
  for (const [name, it] of Object.entries(recordOf(value) ?? {})) {
    const small = name.toLowerCase();
    if (!fields.has(small)) fields.set(small, it);
  }
  return (name) => fields.get(name.toLowerCase());
}
