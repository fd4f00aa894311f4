import { z } from 'zod';

const Detail = z.looseObject({
  message: z.string().optional(),
  innererror: z.looseObject({ message: z.string() }).optional(),
});

const Body = z.looseObject({
  error: z.looseObject({ message: z.string(), details: z.array(Detail).optional() }).optional(),
});

/** Why an answer with status 200 is not whole, in the service's words; the SDK keeps the outermost alone. */
export function partialReason(body: string | null | undefined): string | undefined {
  // A large answer is not parsed once more for nothing.
  if (!body?.includes('"error"')) return undefined;
  const { error } = Body.parse(JSON.parse(body));
  const inner = error?.details?.map((detail) => detail.innererror?.message ?? detail.message).filter(Boolean);
  return (inner?.length ? inner.join(' ') : error?.message)?.slice(0, 300);
}
