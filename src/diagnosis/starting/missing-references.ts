import type { V1Pod } from '@kubernetes/client-node';
import type { Quote } from '../../model/finding.ts';
import { quoteEvent } from '../quote.ts';
import { podMessage } from '../seen/pod-message.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import { isReady, statusesOf, type Workload } from '../situation/workload.ts';

/** A pod waits for something that it refers to and that is not there. */
export interface MissingReference {
  workload: Workload;
  /** The kubelet's words. */
  quote: Quote;
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
      .flatMap((pod) => {
        const said = podMessage(pod);
        const quotes = [...situation.eventsOf(refOf('Pod', pod)).map(quoteEvent), ...(said ? [said] : [])];
        return quotes.flatMap((quote) => read(workload, quote));
      });
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

function read(workload: Workload, quote: Quote): MissingReference[] {
  const whole = absent.exec(quote.text);
  if (whole) {
    const [, kind = '', name = ''] = whole;
    return [
      { workload, quote, kind: /secret/i.test(kind) ? 'Secret' : 'ConfigMap', name: name.split('/').at(-1) ?? name },
    ];
  }
  const part = keyless.exec(quote.text);
  if (!part) return [];
  const [, key = part[5] ?? '', kind = part[4] ?? '', object = ''] = part;
  return [
    {
      workload,
      quote,
      key,
      kind: /secret/i.test(kind) ? 'Secret' : 'ConfigMap',
      name: object.split('/').at(-1) ?? object,
    },
  ];
}
