import { z } from 'zod';
import type { PodToJudge } from './control.ts';

/** A pod as an object describes it, and where in the object it stands: "spec.template." of a Deployment. */
export interface PlacedPod {
  pod: PodToJudge;
  prefix: string;
}

const WithMetadata = z.looseObject({
  metadata: z.object({ annotations: z.record(z.string(), z.unknown()).nullish().catch(undefined) }).nullish(),
  spec: z.custom<PodToJudge['spec']>((it) => typeof it === 'object' && it !== null),
});

/** Where the pod stands in an object: of a Pod, a PodTemplate, what has replicas or a Job, and a CronJob. */
const places = [[], ['template'], ['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template']];

/**
 * The pod of an object of any kind that makes pods, also of a kind that we do not know (a Rollout, a custom one): it is
 * where `spec` has a list of containers. Undefined for an object that makes none.
 */
export function podTemplateOf(object: unknown): PlacedPod | undefined {
  for (const place of places) {
    const found = WithMetadata.safeParse(place.reduce<unknown>(field, object)).data;
    if (found && Array.isArray(found.spec.containers)) {
      const annotations = Object.entries(found.metadata?.annotations ?? {}).filter(isText);
      return {
        pod: { annotations: Object.fromEntries(annotations), spec: found.spec },
        prefix: place.map((it) => `${it}.`).join(''),
      };
    }
  }
  return undefined;
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function field(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[name] : undefined;
}
