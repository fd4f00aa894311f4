import { z } from 'zod';

/** Fields of a part of a body; a part that is left out or null is one with nothing set. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((it) => it ?? {}, z.object(shape));
}

/** A body of which these properties are looked at. */
export function properties<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ properties: part(shape) });
}

/** A switch; ARM leaves out, or gives as null, what nobody turned on. */
export const flag = z
  .boolean()
  .nullish()
  .transform((it) => it ?? false);

/** A word; empty where nothing is said. */
export const word = z
  .string()
  .nullish()
  .transform((it) => it ?? '');

/** A list; empty where there is none. */
export function list<Row>(row: z.ZodType<Row>) {
  return z
    .array(row)
    .nullish()
    .transform((it) => it ?? []);
}

/** Name of the tier that a resource is paid by. */
export const tier = part({ name: word });

/** One add-on of a cluster, whatever others it has; ARM keeps the case in which the names of add-ons were written. */
export function addOn<Name extends string>(name: Name) {
  const body = part({ enabled: flag, config: part({ enableSecretRotation: word }) });
  return z.preprocess(
    (all) => {
      if (typeof all !== 'object' || all === null) return all ?? {};
      return { [name]: Object.entries(all).find(([it]) => it.toLowerCase() === name.toLowerCase())?.[1] };
    },
    z.object({ [name]: body } as Record<Name, typeof body>),
  );
}
