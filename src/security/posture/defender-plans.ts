import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import { list, part, word } from './arm-fields.ts';
import type { PostureReading } from './posture-reading.ts';
import { tolerant } from './tolerant.ts';

/** Part of a plan that scans registries; the one for posture (CloudPosture) has it too. */
const scanner = 'ContainerRegistriesVulnerabilityAssessments';

/** The plan for containers in one subscription. */
export interface ContainersPlan {
  isOn: boolean;
  /** As it is there: "Standard", "Free". */
  tier: string;
  /** Parts of the plan by their names, and whether each is on. */
  extensions: ReadonlyMap<string, boolean>;
  /** Whether any plan scans registries; undefined where the plans do not tell. */
  scansRegistries: boolean | undefined;
}

const Row = z.object({
  name: z.string(),
  properties: part({
    pricingTier: word,
    // "True" and "False", in quotes.
    extensions: list(z.object({ name: z.string(), isEnabled: z.union([z.string(), z.boolean()]).nullish() })),
  }),
});

/** A plan as Resource Graph has it. */
export type PlanRow = z.infer<typeof Row>;

/** Defender's plan for containers by subscription (small letters), with what others add: one query for all, once in a run. */
export function containersPlans(reading: PostureReading): Promise<ReadonlyMap<string, Evidence<ContainersPlan>>> {
  return reading.once("Defender's plans", async () => {
    const { rows } = await reading.azure.graph.query(
      graphKql`securityresources
| where type =~ 'microsoft.security/pricings' and name in~ ('Containers', 'CloudPosture')
| project id, name, properties
| order by id asc`,
      tolerant(Row),
    );
    const source = { service: 'Resource Graph' as const, detail: 'microsoft.security/pricings' };
    // Of a subscription one of whose plans is not understood nothing is said.
    const bySubscription = Map.groupBy(rows, ({ id }) => id.toLowerCase().split('/')[2] ?? '');
    return new Map(
      [...bySubscription].flatMap(([subscription, plans]) => {
        const known = plans.flatMap(({ row }) => row ?? []);
        const value = known.length < plans.length ? undefined : containersPlanOf(known);
        return value ? [[subscription, { value, source, at: reading.now }] as const] : [];
      }),
    );
  });
}

/** What the plans of one subscription come to; undefined where the one for containers is not among them. */
export function containersPlanOf(plans: readonly PlanRow[]): ContainersPlan | undefined {
  const its = plans.find(({ name }) => /^containers$/i.test(name));
  if (!its) return undefined;
  const scans = plans.map((it) => (isOn(it) ? partsOf(it).get(scanner) : false));
  return {
    ...{ isOn: isOn(its), tier: its.properties.pricingTier, extensions: partsOf(its) },
    scansRegistries: scans.includes(true) ? true : scans.includes(undefined) ? undefined : false,
  };
}

const isOn = ({ properties }: PlanRow): boolean => /^standard$/i.test(properties.pricingTier);

function partsOf({ properties }: PlanRow): ReadonlyMap<string, boolean> {
  return new Map(properties.extensions.map((it) => [it.name, /^true$/i.test(String(it.isEnabled))]));
}
