import type { World } from '../world.ts';
import type { ArmBody } from './graph-row.ts';

/** Defender plans of the subscriptions; the one for containers was switched on four hundred days before the world's birth. */
export function pricings(world: World): ArmBody[] {
  const enablementTime = new Date(world.bornAt.getTime() - 400 * 86_400_000).toISOString();
  return world.subscriptions.flatMap((subscription) =>
    (['Containers', 'VirtualMachines'] as const).map((name) => ({
      id: `/subscriptions/${subscription.id}/providers/Microsoft.Security/pricings/${name}`,
      name,
      type: 'microsoft.security/pricings',
      properties:
        name === 'Containers'
          ? {
              pricingTier: 'Standard',
              freeTrialRemainingTime: 'PT0S',
              enablementTime,
              extensions: [
                { name: 'ContainerRegistriesVulnerabilityAssessments', isEnabled: 'True' },
                { name: 'AgentlessDiscoveryForKubernetes', isEnabled: 'True' },
                // Somebody wanted no sensors in the subscription where people try things.
                { name: 'ContainerSensor', isEnabled: /non-production/i.test(subscription.name) ? 'False' : 'True' },
              ],
            }
          : { pricingTier: 'Free', freeTrialRemainingTime: 'P30D' },
    })),
  );
}
