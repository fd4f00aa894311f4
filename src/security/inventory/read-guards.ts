import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { graphKql } from '../../azure/kql.ts';
import type { Gap } from '../../model/gap.ts';
import { type Groups, guardIds, guardOf, Interface } from './docker-guard.ts';
import { SecurityRule } from './open-ports.ts';
import { lowerTags } from './row.ts';
import type { Surroundings } from './surroundings.ts';

/** So many groups and networks are looked at, and so many in one query: their ids stand in it. */
const mostGroups = 600;
const groupsAtOnce = 200;

const MachineRow = z.object({
  ...{ id: z.string(), location: z.string().nullish(), tags: z.unknown().optional() },
  machine: z.string(),
  interface: Interface.nullish(),
});

const GroupRow = z.object({
  ...{ id: z.string(), name: z.string() },
  rules: z.array(SecurityRule).nullish(),
  subnets: z
    .array(
      z.object({
        id: z.string().nullish(),
        name: z.string().nullish(),
        properties: z.object({ networkSecurityGroup: z.object({ id: z.string() }).nullish() }).nullish(),
      }),
    )
    .nullish(),
});

/** A scale set's machines are made from its own settings. */
export interface ScaleSet {
  id: string;
  interfaces: readonly Interface[];
}

/**
 * What guards the machines with the Docker extension: one query for their interfaces and at most three for what
 * guards these, however many there are, and none where there is none. Throws UpstreamError.
 */
export async function readGuards(
  azure: Azure,
  machines: readonly string[],
  sets: readonly ScaleSet[],
): Promise<{ guards: Surroundings['dockerGuards']; gaps: Gap[] }> {
  if (machines.length + sets.length === 0) return { guards: new Map(), gaps: [] };
  const { rows } = machines.length === 0 ? { rows: [] } : await azure.graph.query(machinesQuery, MachineRow);
  const byMachine = Map.groupBy(rows, ({ machine }) => machine);
  const found = [
    ...machines.map((id) => {
      const its = byMachine.get(id.toLowerCase()) ?? [];
      return { id, home: its.find((row) => !row.interface), interfaces: its.flatMap((row) => row.interface ?? []) };
    }),
    ...sets.map((it) => ({ ...it, home: undefined })),
  ];
  const ids = guardIds(found.flatMap((it) => it.interfaces));
  const asked = ids.slice(0, mostGroups);
  const parts = await Promise.all(
    Array.from({ length: Math.ceil(asked.length / groupsAtOnce) }, (_, n) =>
      readGroups(azure, asked.slice(n * groupsAtOnce, (n + 1) * groupsAtOnce)),
    ),
  );
  const groups = {
    rules: new Map(parts.flatMap(({ rules }) => [...rules])),
    subnets: new Map(parts.flatMap(({ subnets }) => [...subnets])),
  };
  return {
    guards: new Map(
      found.map(({ id, interfaces, home }) => [
        id.toLowerCase(),
        {
          guard: guardOf(interfaces, groups),
          home: home && { location: home.location ?? '', tags: lowerTags(home.tags) },
        },
      ]),
    ),
    gaps: ids.length > mostGroups ? [tooMany(ids.length)] : [],
  };
}

/** The machines with the extension, and their interfaces. */
const machinesQuery = graphKql`resources
| where type =~ 'microsoft.compute/virtualmachines/extensions' and tostring(properties.type) =~ 'DockerExtension'
| project machine = tolower(substring(id, 0, indexof(tolower(id), '/extensions/')))
| join kind=inner (resources
  | where type in~ ('microsoft.compute/virtualmachines', 'microsoft.network/networkinterfaces')
  | extend machine = tolower(iff(type =~ 'microsoft.network/networkinterfaces', tostring(properties.virtualMachine.id), id))
  | where machine != ''
  | project id, machine, location, tags, interface = iff(type =~ 'microsoft.network/networkinterfaces', bag_pack('networkSecurityGroup', properties.networkSecurityGroup, 'ipConfigurations', properties.ipConfigurations), dynamic(null))
  ) on machine
| project id, machine, location, tags, interface
| order by id asc`;

async function readGroups(azure: Azure, ids: readonly string[]): Promise<Groups> {
  const { rows } = await azure.graph.query(
    graphKql`resources
| where id in~ (${[...ids]})
| project id, name, rules = properties.securityRules, subnets = properties.subnets
| order by id asc`,
    GroupRow,
  );
  return {
    rules: new Map(
      rows.flatMap(({ id, name, rules }) => (rules ? [[id.toLowerCase(), { name, rules }] as const] : [])),
    ),
    subnets: new Map(
      rows.flatMap(({ id, subnets }) =>
        (subnets ?? []).map(
          (it) =>
            [
              (it.id ?? `${id}/subnets/${it.name ?? ''}`).toLowerCase(),
              it.properties?.networkSecurityGroup?.id,
            ] as const,
        ),
      ),
    ),
  };
}

function tooMany(count: number): Gap {
  return {
    what: 'some networks of machines with Docker',
    service: 'Resource Graph',
    why: `Their ${count} network security groups and networks are more than the ${mostGroups} that are looked at.`,
    next: 'Take the extension off the machines that are shown first.',
  };
}
