import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import { definePlatform } from '../inventory/platform.ts';

interface Successor {
  what: string;
  since: string;
  next: string;
}

/** By orchestrator; small letters. */
const orchestrators: Record<string, string> = {
  swarm: 'Docker Swarm',
  dockerce: 'Docker Swarm',
  dcos: 'DC/OS',
  kubernetes: 'Kubernetes',
  custom: 'an own orchestrator',
};

/** By who published the image of a machine. */
const publishers: Record<string, Successor> = {
  docker: {
    what: 'Docker EE for Azure',
    since: 'Docker gave it up to Mirantis',
    next: 'Move to AKS; where Swarm must stay, to Mirantis Kubernetes Engine',
  },
  mesosphere: {
    what: 'DC/OS',
    since: 'its maker ended it',
    next: 'Move to AKS',
  },
  rancher: {
    what: 'RancherOS',
    since: 'its maker ended it, and it gets no fixes',
    next: 'Move to AKS, or to Flatcar Container Linux or Azure Linux where a machine must stay',
  },
};

/** Platforms that are retired, each with what took its place. */
export const retired = definePlatform({
  name: 'Retired platform',
  words: [
    'retired',
    'deprecated',
    'discontinued',
    'acs',
    'container service',
    'swarm',
    'docker swarm',
    'dcos',
    'dc/os',
    'docker ee',
    'rancheros',
    'legacy',
  ],
  types: [
    'microsoft.containerservice/containerservices',
    'microsoft.compute/virtualmachines',
    'microsoft.compute/virtualmachinescalesets',
  ],
  only: graphKql`(type =~ 'microsoft.containerservice/containerservices' or (tostring(coalesce(properties.storageProfile.imageReference.publisher, properties.virtualMachineProfile.storageProfile.imageReference.publisher, plan.publisher)) in~ ('docker', 'mesosphere', 'rancher')))`,
  fields: graphKql`'orchestrator', properties.orchestratorProfile.orchestratorType, 'pools', properties.agentPoolProfiles, 'publisher', coalesce(tostring(properties.storageProfile.imageReference.publisher), tostring(properties.virtualMachineProfile.storageProfile.imageReference.publisher), tostring(plan.publisher)), 'offer', coalesce(tostring(properties.storageProfile.imageReference.offer), tostring(plan.product)), 'capacity', sku.capacity`,
  row: z.object({
    orchestrator: z.string().nullish(),
    pools: z.array(z.object({ count: z.number().nullish() })).nullish(),
    publisher: z.string().nullish(),
    offer: z.string().nullish(),
    capacity: z.number().nullish(),
  }),
  tell(it, { id }) {
    const machines = (it.pools ?? []).reduce((sum, { count }) => sum + (count ?? 0), it.capacity ?? 0);
    const count = machines > 0 ? `${machines} machines` : undefined;
    const isService = /\/containerservices\//i.test(id);
    const { what, since, next } = isService ? service(it.orchestrator ?? '') : machine(it.publisher ?? '');
    return { count, risks: [{ code: 'retired', level: 'High', reason: `${what} is retired: ${since}`, next }] };
  },
});

function service(orchestrator: string): Successor {
  const name = orchestrators[orchestrator.toLowerCase()] ?? 'Kubernetes';
  return {
    what: `Azure Container Service with ${name}`,
    since: 'without support since January 2020',
    next: 'Move to AKS',
  };
}

function machine(publisher: string): Successor {
  return publishers[publisher.toLowerCase()] ?? { what: 'Its image', since: 'nobody mends it', next: 'Move to AKS' };
}
