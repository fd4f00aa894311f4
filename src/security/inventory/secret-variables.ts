import { z } from 'zod';
import type { Risk } from '../../model/inventory.ts';
import { looksSecret } from '../looks-secret.ts';

/**
 * Variables of a container as ARM gives them, of which only the name is kept, and whether a secret stands there to be
 * read. A secure value is never given: such a variable has a name alone, or refers to a secret.
 */
export const Variables = z
  .array(
    z
      .object({ name: z.string(), value: z.unknown().optional(), secretRef: z.unknown().optional() })
      .transform(({ name, value }) => ({ name, isSecret: typeof value === 'string' && looksSecret(name, value) })),
  )
  .nullish()
  .transform((it) => it ?? []);

/** The risk of variables whose values are secrets that stand there in plain text. */
export function secretVariables(variables: readonly { name: string; isSecret: boolean }[], next: string): Risk[] {
  const plain = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  if (plain.length === 0) return [];
  const left = plain.length - 4;
  const names = left > 0 ? `${plain.slice(0, 4).join(', ')} and ${left} more` : plain.join(', ');
  const reason = `Secret in a plain variable: ${names}. Whoever may read the resource can read it`;
  return [{ code: 'plain-secret', level: 'High', reason, next }];
}
