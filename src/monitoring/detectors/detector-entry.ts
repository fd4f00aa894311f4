import type { ListedDetector } from '../../azure/detectors.ts';
import type { DetectorEntry } from '../../model/detector.ts';
import { detectorLine } from './detector-text.ts';

/** A check as AKS describes it; what it does not say is its id. */
export function detectorEntry(name: string, metadata: Metadata): DetectorEntry {
  const id = metadata?.id || name;
  return {
    id,
    name: detectorLine(metadata?.name ?? '') || id,
    category: detectorLine(metadata?.category ?? '') || 'Other',
    description: detectorLine(metadata?.description ?? ''),
    kind: metadata?.type === 'CategoryOverview' ? 'category' : 'check',
  };
}

type Metadata = NonNullable<ListedDetector['properties']>['metadata'];
