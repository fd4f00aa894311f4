import type { z } from 'zod';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
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
  const { sku, identity, kind, tags, properties } = resource;
  const parsed = body.safeParse({ sku, identity, kind, tags, properties });
  if (parsed.success)
    return { value: parsed.data, source: { service: 'Resource Graph', detail: resource.type }, at: now };
  const where = parsed.error.issues.map(({ path }) => path.map(String).join('.')).join(', ');
  return {
    what: `the settings of ${resource.name}`,
    service: 'Resource Graph',
    why: `Resource Graph gave ${where} in a form that is not understood.`,
    next: 'Report it with the name of the property.',
  };
}
