import { z } from 'zod';
import { openedBy, type SecurityRule } from './open-ports.ts';

/** What stands between the Internet and the Docker port of a machine. */
export interface DockerGuard {
  /** Whether the machine has a public address of its own. */
  isPublic: boolean;
  /** Names of the groups that guard it; empty when there is none. */
  groups: readonly string[];
  /** Whether every group lets the whole Internet in at a port, with the name of a rule that does. */
  opens(port: number): { rule: string } | undefined;
}

const Id = z.object({ id: z.string() }).nullish();

/** A network interface, or what a scale set makes its own from. */
export const Interface = z.object({
  networkSecurityGroup: Id,
  ipConfigurations: z
    .array(
      z.object({
        properties: z
          .object({ subnet: Id, publicIPAddress: Id, publicIPAddressConfiguration: z.unknown().optional() })
          .nullish(),
      }),
    )
    .nullish(),
});

/** The same, read. */
export type Interface = z.infer<typeof Interface>;

/** What the groups and subnets say, by ids in small letters. */
export interface Groups {
  rules: ReadonlyMap<string, { name: string; rules: readonly SecurityRule[] }>;
  /** The group of a subnet. */
  subnets: ReadonlyMap<string, string | undefined>;
}

/** Ids of the groups, and of the networks whose subnets have some, that guard these interfaces; in small letters. */
export function guardIds(interfaces: readonly Interface[]): string[] {
  const ids = interfaces.flatMap((it) => [
    ...(it.networkSecurityGroup ? [it.networkSecurityGroup.id] : []),
    ...subnetsOf(it).map((id) => id.replace(/\/subnets\/[^/]+$/i, '')),
  ]);
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}

/** What guards a machine with these interfaces; undefined where a group or a network of theirs could not be read. */
export function guardOf(interfaces: readonly Interface[], { rules, subnets }: Groups): DockerGuard | undefined {
  const ways = interfaces.map((it) => {
    const through = subnetsOf(it).map((id) => id.toLowerCase());
    const ids = [it.networkSecurityGroup?.id, ...through.map((id) => subnets.get(id))].flatMap((id) => id ?? []);
    const guards = ids.flatMap((id) => rules.get(id.toLowerCase()) ?? []);
    const isPublic = (it.ipConfigurations ?? []).some(
      ({ properties }) => properties?.publicIPAddress != null || properties?.publicIPAddressConfiguration != null,
    );
    return { guards, isPublic, isRead: guards.length === ids.length && through.every((id) => subnets.has(id)) };
  });
  if (ways.length === 0 || ways.some(({ isRead }) => !isRead)) return undefined;
  return {
    isPublic: ways.some((it) => it.isPublic),
    groups: [...new Set(ways.flatMap(({ guards }) => guards.map(({ name }) => name)))],
    opens(port) {
      for (const { guards } of ways) {
        const opening = guards.map((group) => openedBy(group.rules, port));
        const [first] = opening;
        if (first && opening.every((rule) => rule !== undefined)) return { rule: first.name };
      }
      return undefined;
    },
  };
}

function subnetsOf({ ipConfigurations }: Interface): string[] {
  return (ipConfigurations ?? []).flatMap(({ properties }) => (properties?.subnet ? [properties.subnet.id] : []));
}
