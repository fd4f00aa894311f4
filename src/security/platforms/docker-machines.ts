import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Risk } from '../../model/inventory.ts';
import type { DockerGuard } from '../inventory/docker-guard.ts';
import { imageRisks } from '../inventory/image-risks.ts';
import { definePlatform } from '../inventory/platform.ts';

const Settings = z
  .object({
    docker: z
      .object({ port: z.union([z.string(), z.number()]).nullish(), options: z.array(z.string()).nullish() })
      .nullish(),
    compose: z.record(z.string(), z.object({ image: z.string().nullish() })).nullish(),
  })
  .nullish();

/** Virtual machines and scale sets with the Docker extension. Its certificates are protected settings, which nobody can read. */
export const dockerMachines = definePlatform({
  name: 'VM with Docker',
  words: ['vm', 'vms', 'virtual machines', 'docker', 'docker extension', 'vm with docker', 'machines', 'vmss'],
  types: ['microsoft.compute/virtualmachines/extensions', 'microsoft.compute/virtualmachinescalesets'],
  only: graphKql`((type =~ 'microsoft.compute/virtualmachines/extensions' and tostring(properties.type) =~ 'DockerExtension') or (type =~ 'microsoft.compute/virtualmachinescalesets' and tostring(properties.virtualMachineProfile.extensionProfile.extensions) has 'DockerExtension'))`,
  fields: graphKql`'settings', properties.settings, 'extensions', properties.virtualMachineProfile.extensionProfile.extensions, 'interfaces', properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations, 'capacity', sku.capacity`,
  row: z.object({
    settings: Settings,
    extensions: z
      .array(z.object({ properties: z.object({ type: z.string().nullish(), settings: Settings }).nullish() }))
      .nullish(),
    capacity: z.number().nullish(),
  }),
  tell(it, { id }, { registries, dockerGuards }) {
    const machine = machineOf(id);
    const inSet = it.extensions?.find(({ properties }) => properties?.type?.toLowerCase() === 'dockerextension');
    const settings = it.settings ?? inSet?.properties?.settings;
    const images = Object.values(settings?.compose ?? {}).flatMap(({ image }) => image ?? []);
    const { guard, home } = dockerGuards.get(machine.toLowerCase()) ?? {};
    const risks: Risk[] = [
      {
        code: 'docker-extension',
        level: 'Medium',
        reason: 'The Docker extension has been retired since November 2018',
        next: 'Move its containers to Container Apps or AKS, and take the extension off',
      },
      ...portRisks(settings?.docker, guard),
      ...imageRisks(images, registries),
    ];
    return {
      ...{ name: machine.split('/').at(-1) ?? '', home, images, risks },
      count: it.capacity == null ? undefined : `${it.capacity} machines`,
      gaps: guard || settings?.docker?.port == null ? [] : [unguarded(machine.split('/').at(-1) ?? '')],
    };
  },
});

/** ARM id of the machine that an extension belongs to, or of the scale set itself. */
export function machineOf(id: string): string {
  return id.replace(/\/extensions\/[^/]+$/i, '');
}

function portRisks(
  docker: { port?: string | number | null | undefined; options?: string[] | null | undefined } | null | undefined,
  guard: DockerGuard | undefined,
): Risk[] {
  if (docker?.port == null) return [];
  const port = Number(docker.port);
  const options = docker.options ?? [];
  const checksTls = options.some((it) => /^--tlsverify(=true)?$/.test(it));
  const isBare = port === 2375 || options.some((it) => /^--tls(verify)?=false$/.test(it));
  const opened = guard?.opens(port);
  const tls = checksTls
    ? 'TLS is checked'
    : isBare
      ? 'without TLS'
      : 'and whether TLS is checked cannot be read, because certificates are protected settings';
  if (opened)
    return [
      {
        code: 'docker-port-open',
        level: checksTls && !guard?.isPublic ? 'Medium' : 'High',
        reason: `The Internet may reach Docker on port ${port} (rule ${opened.rule}), ${tls}`,
        next: 'Close the port in the network security group: who gets in is root on the machine',
      },
    ];
  if (guard && guard.groups.length === 0)
    return [
      {
        code: 'docker-port-unguarded',
        level: guard.isPublic ? 'High' : 'Medium',
        reason: `No network security group guards Docker on port ${port}, ${tls}`,
        next: 'Put a network security group on its subnet that denies the port',
      },
    ];
  if (checksTls) return [];
  return [
    {
      code: isBare ? 'docker-no-tls' : 'docker-tls-unknown',
      level: isBare ? 'High' : 'Medium',
      reason: `Docker listens on port ${port}, ${tls}`,
      next: isBare
        ? 'Listen on the local socket alone, or with --tlsverify'
        : 'Check on the machine that dockerd runs with --tlsverify',
    },
  ];
}

function unguarded(machine: string) {
  return {
    what: `networks of ${machine}`,
    service: 'Resource Graph' as const,
    why: 'Its interfaces and network security groups were not among what Resource Graph gave.',
    next: "Grant the bot's identity Reader on the networks' resource groups.",
  };
}
