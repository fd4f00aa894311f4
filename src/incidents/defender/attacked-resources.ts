import { caseBlind } from '../reading/case-blind.ts';
import { textOf } from '../reading/text-of.ts';

/** ARM ids that an alert names as attacked, the one that it is about first. */
export function attackedResources(field: ReturnType<typeof caseBlind>): string[] {
  const identifiers = field('ResourceIdentifiers');
  const listed = Array.isArray(identifiers) ? identifiers.map((it) => caseBlind(it)('AzureResourceId')) : [];
  return [field('AzureResourceId'), ...listed, field('AssociatedResource')]
    .map(textOf)
    .filter((it) => it !== undefined);
}
