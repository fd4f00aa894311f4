import { counted } from '../../../cards/quantity.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Gap } from '../../../model/gap.ts';
import type { PodSecurityLevel } from '../../pod-security/control.ts';
import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { notApplicable, verdict } from '../verdict.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import type { PodsSeen } from './pods-seen.ts';
import { readSome } from './read-kind.ts';
import { notAllRead, readPods } from './read-pods.ts';

const label = 'pod-security.kubernetes.io/enforce';

interface Level {
  namespace: string;
  pods: number;
  /** What the label says: "baseline"; undefined where there is none. */
  level: string | undefined;
  /** The highest level that all its pods meet. */
  meets: 'privileged' | PodSecurityLevel;
}

const what = 'which namespaces enforce a Pod Security Standard';
const offends = ({ level }: Level) => level !== 'baseline' && level !== 'restricted';

/** Kubernetes itself refuses pods that break the standard, by a label of the namespace. */
export const namespacesEnforceLevel = kubernetesCheck<Level[]>({
  code: 'namespaces-enforce-pod-security',
  title: 'Namespaces enforce a Pod Security Standard',
  severity: 'Low',
  what,
  read: readLevels,
  judge({ value }) {
    if (value.length === 0) return notApplicable('No pod runs outside the namespaces of the system.');
    const open = value.filter(offends);
    return verdict(open.length === 0, {
      property: `metadata.labels["${label}"]`,
      value: open.length === 0 ? 'baseline or restricted' : `not so in ${counted(open.length, 'namespace')}`,
      good: `Each namespace with pods (${value.length}) enforces baseline or restricted.`,
      bad: `${open.length} of ${counted(value.length, 'namespace')} with pods ${open.length === 1 ? 'lets' : 'let'} any pod run.`,
      step: {
        text: `Label each namespace ${label} with the level that its pods meet; where they break baseline, mend them first, and let warn and audit tell which.`,
      },
      objects: open.map(
        ({ namespace, pods, level, meets }) =>
          `Namespace ${namespace}: ${level ?? 'no label'}; ${counted(pods, 'pod')}, ${meets === 'privileged' ? 'baseline is broken' : `${meets} is met`}`,
      ),
    });
  },
});

async function readLevels(reading: PostureReading, cluster: ReadResource): Promise<Evidence<Level[]> | Gap> {
  const [pods, namespaces] = await Promise.all([
    readPods(reading, cluster),
    readSome(reading, cluster, 'namespaces', ({ metadata }) => {
      const level = metadata?.labels?.[label];
      return level === undefined ? undefined : ([metadata?.name ?? '', level] as const);
    }),
  ]);
  const levels = new Map(namespaces.value);
  const { state, isCut, read } = pods.value;
  const value = [...state.namespaces].map(
    ([namespace, count]): Level => ({
      ...{ namespace, pods: count, level: levels.get(namespace) },
      meets: levelMetIn(state, namespace),
    }),
  );
  if (isCut && !value.some(offends)) return notAllRead(read, what);
  return { ...namespaces, value };
}

function levelMetIn({ offendedIn }: PodsSeen, namespace: string): Level['meets'] {
  if (offendedIn.get('baseline')?.has(namespace)) return 'privileged';
  return offendedIn.get('restricted')?.has(namespace) ? 'baseline' : 'restricted';
}
