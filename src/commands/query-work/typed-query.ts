import { clustersOf } from '../../azure/estate.ts';
import { noticeCard } from '../../cards/notice.ts';
import { queryLink } from '../../cards/portal-link.ts';
import type { Button } from '../../model/card.ts';
import type { Context, Reply } from '../command.ts';
import { whereOf } from '../naming/where-of.ts';
import { windowOf } from './time-field.ts';

/** The reply to KQL that was typed: it is not run, and can be opened where the person has his own rights. */
export async function typedQuery(
  { typed, cluster }: { typed?: string | undefined; cluster?: string | undefined },
  context: Context,
): Promise<Reply | undefined> {
  if (typed === undefined) return undefined;
  await context.permit('any place');
  const links = await linkTo(typed, cluster, context);
  const buttons = await context.buttons([{ title: 'Saved queries', verb: 'query', input: {} }]);
  return {
    card: noticeCard({
      level: 'info',
      title: 'KQL that is typed in a chat is not run',
      text: 'The bot reads with its own rights, which are not yours: it runs its saved queries and those of its settings alone.',
      next:
        links.length > 0
          ? 'Open it in Log Analytics, where your own rights count; what many need belongs into the settings, under "queries".'
          : 'Run it in Log Analytics, where your own rights count; what many need belongs into the settings, under "queries".',
      buttons: [...buttons, ...links],
    }),
  };
}

/** To the workspace of the cluster that is known from before, or of the only one that the person may see. */
async function linkTo(query: string, cluster: string | undefined, context: Context): Promise<Button[]> {
  const all = await clustersOf(context.azure);
  const named = cluster === undefined ? all : all.filter(({ name }) => name.toLowerCase() === cluster.toLowerCase());
  const seen = await context.permitted(named, (it) => whereOf({ cluster: it, namespace: '' }));
  const workspaces = [...new Set(seen.flatMap(({ workspace }) => workspace?.resourceId ?? []))];
  const [workspace, another] = workspaces;
  if (workspace === undefined || another !== undefined) return [];
  const origin = { service: 'Log Analytics' as const, detail: 'typed query', query, workspace };
  const url = queryLink(origin, windowOf(undefined, 24, context.clock.now()));
  return url === undefined ? [] : [{ title: 'Open in Log Analytics', url }];
}
