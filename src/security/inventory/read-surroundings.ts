import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { Gap } from '../../model/gap.ts';
import { dockerMachines, machineOf } from '../platforms/docker-machines.ts';
import { Interface } from './docker-guard.ts';
import { readGuards, type ScaleSet } from './read-guards.ts';
import { lowerTags, type Row } from './row.ts';
import type { SiteSettings, Surroundings } from './surroundings.ts';

const Internal = z.object({ internal: z.boolean().nullish() });
const Nodes = z.object({ nodes: z.number().nullish() });
const Settings = z
  .object({ runtime: z.string(), windows: z.string(), minTls: z.string(), ftps: z.string(), debugging: z.string() })
  .partial()
  .transform(
    (it): SiteSettings => ({
      runtime: it.runtime || it.windows || '',
      ...{ minTls: it.minTls ?? '', ftps: it.ftps ?? '', remoteDebugging: it.debugging?.toLowerCase() === 'true' },
    }),
  );
const NetworkOfSet = z.object({
  interfaces: z.array(z.object({ properties: Interface.nullish() })).nullish(),
});

/** Puts together what other rows tell about the listed ones; asks for the networks of machines with Docker. */
export async function readSurroundings(
  azure: Azure,
  { rows, parts, servers, now }: { rows: readonly Row[]; parts: readonly Row[]; servers: readonly string[]; now: Date },
): Promise<{ around: Surroundings; gaps: Gap[] }> {
  const helping = rows.filter(({ platform }) => platform === 'helping');
  const docker = rows.filter(({ platform }) => platform === dockerMachines.name);
  const { guards, gaps } = await guardsOf(azure, docker);
  return {
    around: {
      now,
      registries: new Set(servers.map((it) => it.toLowerCase())),
      batchAccounts: new Map(
        helping.map(({ id, location, tags }) => [
          id.toLowerCase(),
          { location: location ?? '', tags: lowerTags(tags) },
        ]),
      ),
      internalEnvironments: new Set(
        helping.filter(({ read }) => Internal.safeParse(read).data?.internal).map(({ id }) => id.toLowerCase()),
      ),
      sites: new Map(
        parts
          .filter(({ platform }) => platform === 'site')
          .flatMap(({ id, read }) => {
            const settings = Settings.safeParse(read).data;
            return settings ? [[id.toLowerCase().replace(/\/config\/[^/]+$/, ''), settings] as const] : [];
          }),
      ),
      fabricNodes: nodesOf(parts.filter(({ platform }) => platform === 'nodes')),
      dockerGuards: guards,
    },
    gaps,
  };
}

async function guardsOf(azure: Azure, rows: readonly Row[]): Promise<Awaited<ReturnType<typeof readGuards>>> {
  const isSet = ({ id }: Row) => /\/virtualmachinescalesets\//i.test(id);
  const sets = rows.filter(isSet).map(({ id, read }): ScaleSet => {
    const network = NetworkOfSet.safeParse(read).data;
    return { id, interfaces: (network?.interfaces ?? []).flatMap(({ properties }) => properties ?? []) };
  });
  const machines = rows.filter((row) => !isSet(row)).map(({ id }) => machineOf(id));
  try {
    return await readGuards(azure, machines, sets);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { guards: new Map(), gaps: [gapOf(error, 'networks of the machines with Docker')] };
  }
}

function nodesOf(parts: readonly Row[]): Map<string, number> {
  const nodes = new Map<string, number>();
  for (const { id, read } of parts) {
    const cluster = id.toLowerCase().replace(/\/nodetypes\/[^/]+$/, '');
    nodes.set(cluster, (nodes.get(cluster) ?? 0) + (Nodes.safeParse(read).data?.nodes ?? 0));
  }
  return nodes;
}
