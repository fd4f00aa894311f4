import type { V1Pod } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { Finding, Quote } from '../../model/finding.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { quoteEvent, quoteField } from '../quote.ts';
import { refOf, type Situation } from '../situation/situation.ts';
import { statusesOf, type Workload } from '../situation/workload.ts';
import { type PullFailure, pullFailure } from './pull-failure.ts';

/** A container that waits for its image now, and what the container runtime said about it. */
export interface PullTrouble {
  workload: Workload;
  pod: V1Pod;
  container: string;
  image: string;
  /** Undefined when nothing that is still remembered says why. */
  failure: PullFailure | undefined;
  quotes: Quote[];
  /** The event that names a pull secret that is not there. */
  missingSecret?: EventFact;
}

const waiting = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
]);

/** One trouble for each workload whose present pods wait for an image. */
export function pullTroubles(situation: Situation): PullTrouble[] {
  return situation.workloads.flatMap((workload) => {
    for (const pod of workload.pods) {
      const status = statusesOf(pod).find((it) => waiting.has(it.state?.waiting?.reason ?? ''));
      if (!status) continue;
      const { reason = '', message } = status.state?.waiting ?? {};
      const events = situation.eventsOf(refOf('Pod', pod));
      const spec = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].find(
        (it) => it.name === status.name,
      );
      const image = spec?.image ?? status.image;
      const said = events.find((it) => it.message.includes('ull image') && it.message.includes(image));
      const text = said?.message ?? message ?? '';
      const missingSecret = events.find((it) => it.reason === 'FailedToRetrieveImagePullSecret');
      return [
        {
          workload,
          pod,
          container: status.name,
          image,
          failure: reason === 'InvalidImageName' ? 'invalid' : pullFailure(text),
          quotes: [
            said ? quoteEvent(said) : quoteField(message ?? reason, `state of ${status.name} in ${pod.metadata?.name}`),
            ...(missingSecret ? [quoteEvent(missingSecret)] : []),
          ],
          ...(missingSecret && { missingSecret }),
        },
      ];
    }
    return [];
  });
}

/** A finding about each workload whose image cannot be pulled for the wanted reason. */
export function pullFindings(
  situation: Situation,
  wanted: (trouble: PullTrouble) => boolean,
  o: {
    code: string;
    confidence: number;
    because(trouble: PullTrouble): string;
    step(trouble: PullTrouble): string;
    /** Further steps, after the first. */
    more?(trouble: PullTrouble): Suggestion[];
  },
): Finding<Suggestion>[] {
  return pullTroubles(situation)
    .filter(wanted)
    .map((trouble) => ({
      code: o.code,
      about: { kind: trouble.workload.kind, namespace: trouble.workload.namespace, name: trouble.workload.name },
      confidence: o.confidence,
      sentence: `${trouble.workload.name} does not start: image ${trouble.image} ${o.because(trouble)}.`,
      quotes: trouble.quotes,
      suggestions: [{ text: o.step(trouble) }, ...(o.more?.(trouble) ?? [])],
    }));
}
