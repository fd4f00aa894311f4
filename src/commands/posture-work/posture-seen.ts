import type { Gap } from '../../model/gap.ts';
import { lookedAtTypes } from '../../security/posture/practices.ts';
import { type ReadResource, readResources } from '../../security/posture/read-resources.ts';
import type { Context } from '../command.ts';
import { gapsFor } from '../naming/gaps-for.ts';
import { seesAll } from '../naming/sees-all.ts';
import { everywhere, type Where } from '../people/scope.ts';

const clusterType = 'microsoft.containerservice/managedclusters';
const registryType = 'microsoft.containerregistry/registries';

/** The resources whose posture this person may see. */
export interface PostureSeen {
  resources: ReadResource[];
  /** Whether the person is limited to some places. */
  limited: boolean;
  gaps: Gap[];
}

/**
 * Every resource whose posture is looked at and that this person may see. Who is limited to some places sees the clusters
 * there, and registries whose images run there; other resources are in no place. Throws Refused for who sees none.
 */
export async function postureSeen(context: Context): Promise<PostureSeen> {
  await context.permit('any place');
  const limited = !(await seesAll(context));
  const { resources, gaps } = await readResources(context.azure, lookedAtTypes);
  if (!limited) return { resources, limited, gaps };
  const servers = await serversUsedFor(context);
  const seen = await context.permitted(resources, placeOf);
  const mine = new Set(seen.map(({ id }) => id));
  const shown = resources.filter(
    ({ id, type, properties }) =>
      mine.has(id) || (type === registryType && servers.has(String(properties.loginServer).toLowerCase())),
  );
  // To who sees nothing, that there is nothing would tell of places that are none of his.
  if (shown.length === 0) await context.permit(everywhere);
  return { resources: shown, limited, gaps: await gapsFor(gaps, context) };
}

/** Where a resource lies, by what people are permitted: what is in no cluster lies everywhere. */
export function placeOf({ type, name, environment }: Pick<ReadResource, 'type' | 'name' | 'environment'>): Where {
  return type === clusterType ? { cluster: name, environment } : everywhere;
}

/** Whether it is one of this kind. */
export function isKind(kind: 'cluster' | 'registry', { type }: Pick<ReadResource, 'type'>): boolean {
  return type === (kind === 'cluster' ? clusterType : registryType);
}

/** Registries from which something runs where the person may look, by their login servers. */
async function serversUsedFor({ store, permitted }: Context): Promise<Set<string>> {
  const stored = [...(await store.images.runs()).values()];
  const runs = stored.flatMap(({ cluster, environment, runs: its }) =>
    its.map((run) => ({ cluster, environment, run })),
  );
  const seen = await permitted(runs, ({ cluster, environment, run }) => ({
    cluster,
    environment,
    namespace: run.namespace,
  }));
  return new Set(seen.flatMap(({ run }) => run.registry?.toLowerCase() ?? []));
}
