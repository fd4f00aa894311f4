import type { z } from 'zod';
import type { Defaults } from '../../store/store.ts';

/** What kind of thing a field of a command's input is, and how people say it; all that the parser knows. */
export interface Field {
  /**
   * choice: one of `words`. name: a Kubernetes or Azure name. places: one or two names, cluster or namespace not known yet.
   * image: an image reference. verb: a command's name. flag: true when one of `words` is said.
   * Of orders, which begin with their verb: numbers ("12 13"). time ("2h", "until 06:00"). matchers (severity="high").
   * rest: a name of any words, to the end. text: free text, verbatim to the end.
   * span: a stretch of time up to now ("last 6h", "since 14:00"). quote: a text that is looked for, in quotes or up to the next word of ours.
   * typed: a whole query that somebody typed (it has a pipe), verbatim; it is heard and never run.
   * Of changes: count ("5"). memory ("512Mi", as MiB). tag ("1.8", or a digest). because: why, at the end of the sentence.
   */
  is:
    | 'choice'
    | 'name'
    | 'places'
    | 'image'
    | 'verb'
    | 'flag'
    | 'numbers'
    | 'time'
    | 'matchers'
    | 'rest'
    | 'text'
    | 'span'
    | 'quote'
    | 'typed'
    | 'count'
    | 'memory'
    | 'tag'
    | 'because';
  /** What a person calls it. */
  noun: string;
  /** Keys: "cluster=x", "cluster x" and "x cluster" all set it. */
  keys?: readonly string[];
  /** Prepositions that announce it: "in x". */
  after?: readonly string[];
  /** Whether it may stand without a key, or which words may; several such fields are filled in the schema's order. */
  bare?: boolean | RegExp;
  /** Each value with the ways to say it; the value of a flag is "true". Specific values stand before general ones. */
  words?: Readonly<Record<string, readonly string[]>>;
  /** Words that go with this field and choose nothing. */
  idle?: readonly string[];
  /** A choice that means this command even when no verb was said ("payments-api OOMKilled"). */
  implies?: boolean;
  /** Fields that the earlier parts of "a/b/name" mean, outermost first. */
  path?: readonly string[];
  /** Other fields, any of which makes this one unnecessary. */
  unless?: readonly string[];
  /** What a key of another field chooses when no name stands beside it ("the whole cluster"). */
  alone?: Readonly<Record<string, string>>;
  /** Whether a missing number is that of the incident whose thread it is said in. */
  ofThread?: boolean;
  /** How many numbers may be said; 20 without it. */
  most?: number;
  /** Where a missing value comes from: the thread's subject, else the channel's defaults. */
  remembered?: keyof Defaults;
}

/** A field by its key in the schema. */
export interface NamedField extends Field {
  key: string;
  required: boolean;
  /** Whether the schema takes this value. */
  accepts(value: unknown): boolean;
}

/** The meta of a schema's field: `z.string().meta(says({ ... }))`. */
export function says(field: Field): { says: Field } {
  return { says: field };
}

/** The fields of a schema that can be said, in its order. */
export function fieldsOf(input: z.ZodObject<z.ZodRawShape>): NamedField[] {
  const known = read.get(input) ?? namedFields(input);
  read.set(input, known);
  return known;
}

const read = new WeakMap<z.ZodObject<z.ZodRawShape>, NamedField[]>();

function namedFields(input: z.ZodObject<z.ZodRawShape>): NamedField[] {
  return Object.entries(input.shape).flatMap(([key, value]) => {
    const schema = value as z.ZodType;
    const accepts = (it: unknown) => schema.safeParse(it).success;
    const { says: field } = (schema.meta() ?? {}) as { says?: Field };
    return field ? [{ ...field, key, required: field.unless !== undefined || !accepts(undefined), accepts }] : [];
  });
}

/** The fields that an input still lacks. */
export function missingFields(
  { input: schema }: { input: z.ZodObject<z.ZodRawShape> },
  input: Record<string, unknown>,
): NamedField[] {
  const without = (key: string) => input[key] === undefined;
  return fieldsOf(schema).filter(
    (field) => field.required && without(field.key) && (field.unless ?? []).every(without),
  );
}
