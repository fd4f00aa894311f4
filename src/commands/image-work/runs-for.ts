import { UserError } from '../../errors.ts';
import { closest } from '../../model/closest.ts';
import type { ClusterRuns, ImageRun } from '../../model/image-run.ts';
import type { Context } from '../command.ts';
import { seesAll } from '../naming/sees-all.ts';
import { everywhere } from '../people/scope.ts';
import { isNarrowed, isWithin, type Narrowing } from './narrowing.ts';

/** What runs, as the store has it and this person may see it. */
export interface RunsSeen {
  /** The clusters with the runs that are within the scope and the narrowing. */
  clusters: ClusterRuns[];
  runs: ImageRun[];
  /** Whether the person is limited to some places. */
  limited: boolean;
}

/**
 * What runs where the person may look, narrowed to what was said. Throws Refused for who sees nothing that runs, and UserError
 * when a cluster, namespace or owner was named that nothing that runs has.
 */
export async function runsFor(said: Narrowing, context: Context): Promise<RunsSeen> {
  await context.permit('any place');
  const limited = !(await seesAll(context));
  const stored = [...(await context.store.images.runs()).values()];
  const all = stored.flatMap(({ cluster, environment, runs }) => runs.map((run) => ({ cluster, environment, run })));
  const seen = await context.permitted(all, ({ cluster, environment, run }) => ({
    cluster,
    environment,
    namespace: run.namespace,
  }));
  const mine = new Set(seen.map(({ run }) => run));
  // To who sees nothing that runs, that there is nothing would tell of places that are none of his.
  if (limited && mine.size === 0) await context.permit(everywhere);
  if (isNarrowed(said) && stored.length > 0) refuseUnknown(said, [...mine], limited ? [] : stored);
  const within = stored.map((it) => ({ ...it, runs: it.runs.filter((run) => mine.has(run) && isWithin(run, said)) }));
  // Who is limited to some places learns no names of others.
  const clusters = limited ? within.filter(({ runs }) => runs.length > 0) : within;
  return { clusters, runs: clusters.flatMap(({ runs }) => runs), limited };
}

function refuseUnknown(said: Narrowing, runs: readonly ImageRun[], clusters: readonly ClusterRuns[]): void {
  const names = {
    cluster: new Set([...runs.map((it) => it.cluster), ...clusters.map((it) => it.cluster)]),
    namespace: new Set(runs.map((it) => it.namespace)),
    owner: new Set(runs.flatMap((it) => it.owner ?? [])),
  };
  const has = (known: Set<string>, name: string) => [...known].some((it) => it.toLowerCase() === name.toLowerCase());
  for (const noun of ['cluster', 'namespace', 'owner'] as const) {
    const name = said[noun];
    if (name !== undefined && !has(names[noun], name)) throw unknown(noun, name, [...names[noun]]);
  }
  const any = new Set([...names.cluster, ...names.namespace, ...names.owner]);
  for (const name of said.places ?? [])
    if (!has(any, name)) throw unknown('cluster, namespace or owner', name, [...any]);
}

function unknown(noun: string, name: string, known: string[]): UserError {
  const near = closest(name, known).slice(0, 3);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' See all: images running.';
  return new UserError(`I know no ${noun} "${name}" in which anything runs.${meant}`);
}
