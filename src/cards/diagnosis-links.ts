import type { Button } from '../model/card.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { queryLink, resourceLink } from './portal-link.ts';

/** Links into the portal that a diagnosis can offer: the query behind its first quote or fact, and the cluster. */
export function diagnosisLinks({ findings, evidence, window, subject }: Diagnosis): Button[] {
  const origins = [...(findings[0]?.quotes ?? []), ...evidence.values()].map(({ source }) => source);
  const query = origins.map((origin) => queryLink(origin, window)).find((link) => link !== undefined);
  return [
    ...(query === undefined ? [] : [{ title: 'Open the query', url: query }]),
    { title: 'Open the cluster', url: resourceLink(subject.cluster.id) },
  ];
}
