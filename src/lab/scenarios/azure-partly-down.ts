import { defineScenario } from '../world/scenario.ts';
import { setUsualTroubles } from '../world/world.ts';

/** The usual troubles while parts of Azure refuse, throttle or are slow: answers must name what they could not see. */
export const azurePartlyDown = defineScenario({
  name: 'azure-partly-down',
  title: 'Azure, partly down',
  tell: 'Log Analytics is throttled, Defender refuses, the Kubernetes API of prod-neu is away. Ask "why OOMKilled payments-api" or "cluster health prod-weu", and look for the gaps.',
  apply(world) {
    setUsualTroubles(world);
    world.faults.set('log-analytics', { status: 429, retryAfterSeconds: 30 });
    world.faults.set('defender', { status: 403 });
    world.faults.set('kubernetes', { status: 503, match: /^prod-neu/ });
    world.faults.set('aks', { latencyMs: 700 });
  },
});
