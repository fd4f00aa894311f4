import { alertSamples } from './alert-samples.ts';
import { auditSamples } from './audit-samples.ts';
import { baselineSamples } from './baseline-samples.ts';
import { changeHistorySamples } from './change-history-samples.ts';
import { changeListSamples } from './change-list-samples.ts';
import { changeSamples } from './change-samples.ts';
import { clusterHealthSamples } from './cluster-health-samples.ts';
import { detectorSamples } from './detector-samples.ts';
import { diagnosisSamples } from './diagnosis-samples.ts';
import { followUpSamples } from './follow-up-samples.ts';
import { gateSamples } from './gate-samples.ts';
import { imageListSamples } from './image-list-samples.ts';
import { imageSamples } from './image-samples.ts';
import { incidentListSamples } from './incident-list-samples.ts';
import { incidentSamples } from './incident-samples.ts';
import { inventorySamples } from './inventory-samples.ts';
import { platformNoteSamples } from './platform-note-samples.ts';
import { postureSamples } from './posture-samples.ts';
import { querySamples } from './query-samples.ts';
import { reportSamples } from './report-samples.ts';
import type { Sample } from './sample.ts';
import { smallCardSamples } from './small-card-samples.ts';
import { viewSamples } from './view-samples.ts';

export type { Sample } from './sample.ts';

/** Every card with each of its samples, in the gallery's order. */
export const samples: readonly Sample[] = [
  ...diagnosisSamples,
  ...followUpSamples,
  ...clusterHealthSamples,
  ...viewSamples,
  ...detectorSamples,
  ...imageSamples,
  ...gateSamples,
  ...imageListSamples,
  ...inventorySamples,
  ...postureSamples,
  ...incidentSamples,
  ...incidentListSamples,
  ...alertSamples,
  ...changeSamples,
  ...changeListSamples,
  ...querySamples,
  ...baselineSamples,
  ...reportSamples,
  ...auditSamples,
  ...changeHistorySamples,
  ...smallCardSamples,
  ...platformNoteSamples,
];
