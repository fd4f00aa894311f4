import type { V1ValidatingWebhookConfiguration } from '@kubernetes/client-node';

/** A webhook that decides about pods before they run, as a known product registers it. */
export interface Gate {
  product: string;
  /** "gatekeeper-validating-webhook-configuration/validation.gatekeeper.sh". */
  name: string;
  /** What happens when it does not answer: "Fail" refuses, "Ignore" lets through. */
  failurePolicy: string;
}

/** Products that gate, by the names that they give to what they register. */
const products: readonly (readonly [RegExp, string])[] = [
  [/gatekeeper|azure-policy/i, 'Gatekeeper'],
  [/kyverno/i, 'Kyverno'],
  [/defender/i, 'Defender for Containers'],
  [/ratify/i, 'Ratify'],
  [/kubewarden/i, 'Kubewarden'],
];

/** The gates among the webhooks of one configuration: of a known product, and asked when a pod is created. */
export function gatesIn({ metadata, webhooks }: V1ValidatingWebhookConfiguration): Gate[] {
  return (webhooks ?? []).flatMap((webhook) => {
    const name = `${metadata?.name ?? ''}/${webhook.name}`;
    const product = products.find(([pattern]) => pattern.test(name))?.[1];
    const asksOfPods = (webhook.rules ?? []).some(
      ({ apiGroups, operations, resources }) =>
        has(apiGroups, ['', '*']) && has(operations, ['CREATE', '*']) && has(resources, ['pods', 'pods/*', '*', '*/*']),
    );
    return product && asksOfPods ? [{ product, name, failurePolicy: webhook.failurePolicy ?? 'Fail' }] : [];
  });
}

function has(list: string[] | undefined, any: readonly string[]): boolean {
  return list?.some((it) => any.includes(it)) ?? false;
}
