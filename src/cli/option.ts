import { UserError } from '../errors.ts';

/** Reads "--name value" pairs; throws UserError for others than the known names. */
export function optionsOf<Name extends string>(
  given: readonly string[],
  known: readonly Name[],
): { [K in Name]?: string } {
  const options: { [K in Name]?: string } = {};
  for (let n = 0; n < given.length; n += 2) {
    const name = known.find((it) => given[n] === `--${it}`);
    const value = given[n + 1];
    if (name === undefined || value === undefined)
      throw new UserError(
        `"${given[n]}" is no option here; there are ${known.map((it) => `--${it} <value>`).join(', ')}.`,
      );
    options[name] = value;
  }
  return options;
}
