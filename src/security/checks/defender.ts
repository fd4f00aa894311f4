import { z } from 'zod';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { armCheck } from '../posture/arm-check.ts';
import { flag, part, properties, word } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { defineCheck } from '../posture/check.ts';
import { type ContainersPlan, containersPlans } from '../posture/defender-plans.ts';
import { factsOf } from '../posture/facts-of.ts';
import type { PostureReading } from '../posture/posture-reading.ts';
import { definePractice } from '../posture/practice.ts';
import type { ReadResource } from '../posture/read-resources.ts';
import { notApplicable, verdict } from '../posture/verdict.ts';

const of = [armTypes.subscription];
const Cluster = properties({
  securityProfile: part({
    defender: part({ logAnalyticsWorkspaceResourceId: word, securityMonitoring: part({ enabled: flag }) }),
  }),
  addonProfiles: z.record(z.string(), z.unknown()).nullish(),
});
const workspaceId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/]+$/i;

async function read(reading: PostureReading, resources: readonly ReadResource[]) {
  const plans = await containersPlans(reading);
  return factsOf(resources, ({ subscriptionId }) => plans.get(subscriptionId.toLowerCase()));
}

/** Defender watches: the plan of the subscription, and the sensor in each cluster. */
export const defender = definePractice({
  code: 'defender',
  title: 'Defender plan and profile',
  also: ['Defender', 'Defender for Containers', 'Defender profile', 'Defender sensor', 'Defender plan'],
  why: 'Without it nobody looks for attacks within clusters, nor for flaws in what runs.',
  checks: [
    defineCheck<ContainersPlan>({
      ...{ code: 'defender-plan', title: 'The Defender plan for containers is on', severity: 'High' },
      ...{ policyId: '1c988dd6-ade4-430f-a608-2a3e5b0a6d38', of, reads: 'together', read },
      judge: ({ value: { isOn, tier } }, { resource }) =>
        verdict(isOn, {
          ...{ property: 'pricings/Containers.properties.pricingTier', value: tier },
          good: 'The plan is on.',
          bad: 'The plan is off: no cluster and no registry of the subscription is watched.',
          step: {
            text: `az security pricing create --name Containers --tier Standard --subscription ${resource.subscriptionId}`,
          },
        }),
    }),
    defineCheck<ContainersPlan>({
      ...{ code: 'defender-plan-parts', title: 'Every part of the plan is on', severity: 'Medium', of },
      ...{ reads: 'together', read },
      judge({ value: { isOn, extensions } }, { resource }) {
        const property = 'pricings/Containers.properties.extensions';
        if (!isOn) return notApplicable('The plan is off.', 'pricings/Containers.properties.pricingTier', 'Free');
        if (extensions.size === 0) return notApplicable('Azure tells no parts of the plan.', property, undefined);
        const off = [...extensions].filter(([, on]) => !on).map(([name]) => name);
        return verdict(off.length === 0, {
          ...{ property, value: off.length === 0 ? `${extensions.size} on` : `off: ${off.join(', ')}` },
          good: 'Every part of the plan is on.',
          bad: `${off.length === 1 ? 'A part' : `${off.length} parts`} of the plan ${off.length === 1 ? 'is' : 'are'} off.`,
          step: {
            text: `Turn them on in Defender for Cloud, Environment settings, ${resource.name}, Containers, Settings.`,
          },
          objects: off.map((name) => `${name}: isEnabled = False`),
        });
      },
    }),
    armCheck({
      ...{ code: 'cluster-defender-profile', title: 'The Defender sensor is on', severity: 'High' },
      ...{ policyId: 'a1840de2-8088-4ea8-b153-b4c723e9cb01', of: [armTypes.cluster], body: Cluster },
      judge: ({ properties: { securityProfile, addonProfiles } }, { resource }) =>
        verdict(securityProfile.defender.securityMonitoring.enabled, {
          property: 'properties.securityProfile.defender.securityMonitoring.enabled',
          value: securityProfile.defender.securityMonitoring.enabled,
          good: 'The sensor watches its nodes.',
          bad: 'No sensor watches its nodes: attacks at run time are not seen.',
          step: enable(resource, [
            securityProfile.defender.logAnalyticsWorkspaceResourceId,
            workspaceOf(addonProfiles ?? {}),
          ]),
        }),
    }),
  ],
});

/** The change where a workspace is known that it may write to, else words. */
function enable({ id: resourceId, name }: ReadResource, known: readonly string[]): Suggestion {
  const found = known.find((it) => workspaceId.test(it));
  const text = `Enable the Defender sensor of ${name}`;
  if (found === undefined) return { text: `${text}: az aks update --enable-defender` };
  return {
    ...{ text: `${text}.`, title: 'Enable the Defender sensor', action: 'enable-defender-profile' },
    input: { resourceId, workspaceId: found },
  };
}

/** The workspace of Container Insights. */
function workspaceOf(addOns: Record<string, unknown>): string {
  const agent = Object.entries(addOns).find(([name]) => /^omsagent$/i.test(name))?.[1];
  const config = (agent as { config?: Record<string, unknown> | null } | null | undefined)?.config;
  const found = Object.entries(config ?? {}).find(([name]) => /^loganalyticsworkspaceresourceid$/i.test(name))?.[1];
  return typeof found === 'string' ? found : '';
}
