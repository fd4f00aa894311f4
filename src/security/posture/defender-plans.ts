import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import { list, part, word } from './arm-fields.ts';
import type { PostureReading } from './posture-reading.ts';

/** The plan for containers in one subscription. */
export interface ContainersPlan {
  isOn: boolean;
  /** As it is there: "Standard", "Free". */
  tier: string;
  /** Parts of the plan by their names, and whether each is on. */
  extensions: ReadonlyMap<string, boolean>;
}

const Row = z.object({
  subscriptionId: z.string(),
  properties: part({
    pricingTier: word,
    // "True" and "False", in quotes.
    extensions: list(z.object({ name: z.string(), isEnabled: z.union([z.string(), z.boolean()]).nullish() })),
  }),
});

/** Defender's plan for containers by subscription (small letters): one query for all of them, once in a run. */
export function containersPlans(reading: PostureReading): Promise<ReadonlyMap<string, Evidence<ContainersPlan>>> {
  return reading.once("Defender's plans", async () => {
    const { rows } = await reading.azure.graph.query(
      graphKql`securityresources
| where type =~ 'microsoft.security/pricings' and name =~ 'Containers'
| project id, subscriptionId, properties
| order by id asc`,
      Row,
    );
    return new Map(
      rows.map(({ subscriptionId, properties: { pricingTier, extensions } }) => [
        subscriptionId.toLowerCase(),
        {
          value: {
            isOn: /^standard$/i.test(pricingTier),
            tier: pricingTier,
            extensions: new Map(extensions.map((it) => [it.name, /^true$/i.test(String(it.isEnabled))])),
          },
          source: { service: 'Resource Graph', detail: 'microsoft.security/pricings' },
          at: reading.now,
        } satisfies Evidence<ContainersPlan>,
      ]),
    );
  });
}
