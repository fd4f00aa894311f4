import type { z } from 'zod';
import type { Gap } from '../../model/gap.ts';
import type { ReadResource } from './read-resources.ts';

/** The part of a resource's body that a check looks at; a gap where it has another shape than is known. */
export function bodyOf<Body>(body: z.ZodType<Body>, resource: ReadResource): { body: Body } | { gap: Gap } {
  const { sku, identity, kind, tags, properties } = resource;
  const parsed = body.safeParse({ sku, identity, kind, tags, properties });
  if (parsed.success) return { body: parsed.data };
  const where = parsed.error.issues.map(({ path }) => path.map(String).join('.')).join(', ');
  return {
    gap: {
      what: `the settings of ${resource.name}`,
      service: 'Resource Graph',
      why: `Resource Graph gave ${where} in a form that is not understood.`,
      next: 'Report it with the name of the property.',
    },
  };
}
