import type { V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import { isReady, statusesOf, type Workload } from '../situation/workload.ts';

/** A pod waits for something that it refers to and that is not there. */
export interface MissingReference {
  workload: Workload;
  event: EventFact;
  kind: 'Secret' | 'ConfigMap';
  name: string;
  /** Only this key is missing; the object is there. */
  key?: string;
}

/** What the kubelet says: it alone sees the references together with what exists, and needs no right of ours to read Secrets. */
const absent = /\b(secret|configmap)s? "([^"]+)" not found/i;
const keyless =
  /couldn't find key (\S+) in (Secret|ConfigMap) (\S+)|references non-existent (secret|config) key: (\S+)/i;

/** One for each workload whose present pods wait for a Secret, a ConfigMap or a key of one. */
export function missingReferences(situation: Situation): MissingReference[] {
  return situation.workloads.flatMap((workload) => {
    const found = workload.pods
      .filter((pod) => !isReady(pod) && isStillWaiting(pod))
      .flatMap((pod) => situation.eventsOf(refOf('Pod', pod)).flatMap((event) => read(workload, event)));
    return found.slice(0, 1);
  });
}

/** Once its containers have run, what was missing is there: an event of the start is remembered for an hour. */
function isStillWaiting(pod: V1Pod): boolean {
  const statuses = statusesOf(pod);
  const waits = /^(?:CreateContainerConfigError|ContainerCreating|PodInitializing)?$/;
  return (
    statuses.length === 0 ||
    statuses.some(({ state }) => !state?.running && !state?.terminated && waits.test(state?.waiting?.reason ?? ''))
  );
}

function read(workload: Workload, event: EventFact): MissingReference[] {
  const whole = absent.exec(event.message);
  if (whole) {
    const [, kind = '', name = ''] = whole;
    return [
      { workload, event, kind: /secret/i.test(kind) ? 'Secret' : 'ConfigMap', name: name.split('/').at(-1) ?? name },
    ];
  }
  const part = keyless.exec(event.message);
  if (!part) return [];
  const [, key = part[5] ?? '', kind = part[4] ?? '', object = ''] = part;
  return [
    {
      workload,
      event,
      key,
      kind: /secret/i.test(kind) ? 'Secret' : 'ConfigMap',
      name: object.split('/').at(-1) ?? object,
    },
  ];
}
