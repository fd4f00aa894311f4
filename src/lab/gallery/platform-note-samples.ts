import { type PlatformNoteOnCard, platformNoteCard } from '../../cards/platform-note.ts';
import { hostileText } from './hostile.ts';
import { before, press, type Sample } from './sample.ts';

const pool = 'Node pool user of prod-weu';
const card = (it: Partial<PlatformNoteOnCard>) =>
  platformNoteCard(
    { kind: 'upgrade_started', title: `${pool} is being rolled`, isIncident: false, startedAt: before(24), ...it },
    [press("AKS's checks"), press('Cluster health')],
  );

/** What AKS tells of a cluster, as notes in a channel. */
export const platformNoteSamples: Sample[] = [
  { card: 'notice', sample: 'an upgrade, begun', make: () => card({}) },
  {
    card: 'notice',
    sample: 'an upgrade, over',
    make: () => card({ kind: 'upgrade_finished', title: `${pool} was rolled`, endedAt: before(2) }),
  },
  {
    card: 'notice',
    sample: 'an upgrade, failed',
    make: () =>
      card({
        ...{ kind: 'upgrade_failed', title: 'Rolling node pool user of prod-weu failed', endedAt: before(2) },
        ...{ isIncident: true, details: 'NodeOSUpgrade of node pool user: a disruption budget let no pod go.' },
      }),
  },
  {
    card: 'notice',
    sample: 'support that ends',
    make: () => card({ kind: 'support_ending', title: 'Support of Kubernetes 1.30 ends soon: prod-weu' }),
  },
  { card: 'notice', sample: 'a note, hostile text', make: () => card({ title: hostileText, details: hostileText }) },
];
