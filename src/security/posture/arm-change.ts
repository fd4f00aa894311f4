import type { Suggestion } from '../../remediation/suggestion.ts';
import type { ReadResource } from './read-resources.ts';

/** The name of a change that needs nothing but the resource. */
type PlainName<S> = S extends { action: infer Name; input: infer Input }
  ? { resourceId: string } extends Input
    ? Name
    : never
  : never;

/** A step that is one such change. */
export function armChange(
  action: PlainName<Suggestion>,
  title: string,
  { id: resourceId, name }: ReadResource,
): Suggestion {
  return { text: `${title}: ${name}.`, title, action, input: { resourceId } } as Suggestion;
}
