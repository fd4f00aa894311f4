import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import { imageRisks } from '../inventory/image-risks.ts';
import { definePlatform } from '../inventory/platform.ts';
import { secretVariables, Variables } from '../inventory/secret-variables.ts';

const Container = z.object({ image: z.string().nullish(), env: Variables });

/** Azure Container Apps, and their jobs. */
export const containerApps = definePlatform({
  name: 'Container Apps',
  words: ['aca', 'container apps', 'container app', 'containerapps', 'container apps jobs'],
  types: ['microsoft.app/containerapps', 'microsoft.app/jobs'],
  fields: graphKql`'environment', coalesce(tostring(properties.environmentId), tostring(properties.managedEnvironmentId)), 'containers', properties.template.containers, 'init', properties.template.initContainers, 'min', properties.template.scale.minReplicas, 'max', properties.template.scale.maxReplicas, 'external', properties.configuration.ingress.external, 'insecure', properties.configuration.ingress.allowInsecure, 'allowed', properties.configuration.ingress.ipSecurityRestrictions, 'registries', properties.configuration.registries, 'trigger', properties.configuration.triggerType`,
  row: z.object({
    environment: z.string().nullish(),
    containers: z.array(Container).nullish(),
    init: z.array(Container).nullish(),
    min: z.number().nullish(),
    max: z.number().nullish(),
    external: z.boolean().nullish(),
    insecure: z.boolean().nullish(),
    allowed: z.array(z.unknown().optional()).nullish(),
    registries: z.array(z.object({ server: z.string().nullish(), passwordSecretRef: z.string().nullish() })).nullish(),
    trigger: z.string().nullish(),
  }),
  tell(it, _, { registries, internalEnvironments }) {
    const containers = [...(it.containers ?? []), ...(it.init ?? [])];
    const images = containers.flatMap(({ image }) => image ?? []);
    const isInside = internalEnvironments.has((it.environment ?? '').toLowerCase());
    const risks: Risk[] = secretVariables(
      containers.flatMap(({ env }) => env),
      'Keep it as a secret of the app or in Key Vault, refer to it by secretRef, and change it',
    );
    if (it.external && it.insecure)
      risks.push({
        ...{ code: 'plain-http', level: isInside ? 'Low' : 'Medium' },
        reason: 'Answers plain HTTP without sending on to HTTPS',
        next: 'Turn allowInsecure off',
      });
    if (it.external && !isInside && (it.allowed ?? []).length === 0)
      risks.push({
        ...{ code: 'public-ingress', level: 'Low' },
        reason: 'The whole Internet reaches its ingress',
        next: 'Make the ingress internal or limit its addresses, unless the world is meant to reach it',
      });
    const login = it.registries?.find(({ passwordSecretRef }) => passwordSecretRef);
    if (login)
      risks.push({
        ...{ code: 'registry-password', level: 'Low' },
        reason: `Pulls from ${login.server ?? 'a registry'} with a password`,
        next: 'Pull with a managed identity',
      });
    risks.push(...imageRisks(images, registries));
    const count = it.trigger ? `job, ${it.trigger.toLowerCase()}` : replicas(it.min ?? 0, it.max ?? undefined);
    return { count, images, risks };
  },
});

function replicas(min: number, max: number | undefined): string | undefined {
  return max === undefined ? undefined : min === max ? `${max} replicas` : `${min} to ${max} replicas`;
}
