import type { z } from 'zod';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import { bodyOf } from './body-of.ts';
import { type About, type Check, defineCheck, type Judged } from './check.ts';
import type { ReadResource } from './read-resources.ts';

/** A check of the resource's own body: what Resource Graph gave is all that it needs. */
export interface ArmCheck<Fact> extends Omit<Check<Fact>, 'reads' | 'read' | 'judge'> {
  /** The part of the body that it looks at, tolerant: ARM leaves out what is not set. */
  body: z.ZodType<Fact>;
  judge(body: Fact, about: About): Judged;
}

/** Makes a check of it: a body of another shape than is known becomes a gap, never a verdict. */
export function armCheck<Fact>({ body, judge, ...check }: ArmCheck<Fact>): Check {
  return defineCheck<Fact>({
    ...check,
    reads: 'together',
    read: async ({ now }, resources) =>
      new Map(resources.map((resource) => [resource.id.toLowerCase(), factOf(body, resource, now)])),
    judge: ({ value }, about) => judge(value, about),
  });
}

function factOf<Fact>(body: z.ZodType<Fact>, resource: ReadResource, now: Date): Evidence<Fact> | Gap {
  const read = bodyOf(body, resource);
  if ('gap' in read) return read.gap;
  return { value: read.body, source: { service: 'Resource Graph', detail: resource.type }, at: now };
}
