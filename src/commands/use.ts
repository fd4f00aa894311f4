import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { locateCluster } from '../diagnosis/locate-cluster.ts';
import { UpstreamError } from '../errors.ts';
import type { Defaults } from '../store/store.ts';
import { type Context, defineCommand, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { nameText } from './language/shared-fields.ts';
import { oneSubject } from './naming/one-subject.ts';
import type { Where } from './people/scope.ts';

/** Sets, shows and clears the cluster and the namespace that questions in this channel are about. */
export const use = defineCommand({
  name: 'use',
  synonyms: ['default', 'defaults', 'switch to', 'set default', 'set defaults', 'set cluster', 'set namespace'],
  usage: 'use [cluster <name>] [ns <namespace>] | use nothing',
  summary: 'Sets the cluster and namespace for this channel; alone, shows them.',
  examples: ['use cluster prod-weu ns payments', 'use', 'use nothing'],
  role: 'operator',
  input: z.object({
    clear: z
      .boolean()
      .optional()
      .meta(
        says({
          is: 'flag',
          noun: 'nothing',
          words: {
            true: [
              'nothing',
              'none',
              'clear',
              'reset',
              'off',
              'anything',
              'everything',
              'all',
              'all clusters',
              'every cluster',
            ],
          },
        }),
      ),
    cluster: nameText.optional().meta(says({ is: 'name', noun: 'cluster', keys: ['cluster', 'aks'], bare: true })),
    namespace: nameText
      .optional()
      .meta(says({ is: 'name', noun: 'namespace', keys: ['ns', 'namespace', '-n'], bare: true, path: ['cluster'] })),
  }),
  doing: ({ cluster }) =>
    cluster === undefined ? 'Looking up what this channel is about' : `Looking up the cluster ${String(cluster)}`,
  async run(input, context) {
    const { store, place, actor, clock } = context;
    const before = await store.channelDefaults(place.tenantId, place.channelId);
    if (!input.clear && input.cluster === undefined && input.namespace === undefined) return show(before, context);
    const set = async (defaults: Defaults) => {
      // Right before the change: the role may have been lost while the cluster was looked up.
      await context.permit(input.clear ? 'any place' : await placeOf(defaults, context));
      await store.setChannelDefaults(place.tenantId, place.channelId, defaults, actor, clock.now());
    };
    if (input.clear) {
      await set({});
      return told('Questions here are about every cluster again', 'Say "use cluster <name>" to set a default.');
    }
    const chosen = await chosenCluster(input, before, context);
    if ('card' in chosen) return chosen;
    await set(chosen);
    return told(
      `Questions here are now about ${spoken(chosen)}`,
      'What you say in a question still goes first. "use nothing" clears it.',
      input.namespace === undefined ? '' : `I did not check that there is a namespace ${input.namespace}.`,
    );
  },
});

/** A namespace alone keeps the cluster; a cluster alone drops the namespace, which was another cluster's. */
async function chosenCluster(
  input: { cluster?: string | undefined; namespace?: string | undefined },
  before: Defaults,
  context: Context,
): Promise<Defaults | Reply> {
  const namespace = input.namespace === undefined ? {} : { namespace: input.namespace };
  if (input.cluster === undefined) return { ...before, ...namespace };
  const located = await locateCluster(context.azure, { name: input.cluster });
  const one = await oneSubject(located, context, {
    noun: 'cluster',
    name: input.cluster,
    namespace: input.namespace,
    again: (subject) => ({
      title: subject.cluster.name,
      verb: 'use',
      input: { ...input, cluster: subject.cluster.name },
    }),
    instead: (name) => ({ title: `use ${name}`, verb: 'use', input: { ...input, cluster: name } }),
  });
  return 'reply' in one ? one.reply : { cluster: one.subject.cluster.name, ...namespace };
}

async function show(defaults: Defaults, context: Context): Promise<Reply> {
  const set = defaults.cluster !== undefined || defaults.namespace !== undefined;
  await context.permit(set ? await placeOf(defaults, context) : 'any place');
  if (!set)
    return told(
      'Questions here are about every cluster',
      'Say "use cluster <name> ns <namespace>" to set a default for this channel.',
    );
  const buttons = await context.buttons([{ title: 'Use nothing', verb: 'use', input: { clear: true } }]);
  return {
    card: noticeCard({
      level: 'info',
      title: `Questions here are about ${spoken(defaults)}`,
      text: '',
      next: 'What you say in a question goes first.',
      buttons,
    }),
  };
}

/** The place that defaults name, with the cluster's environment; a cluster that is gone has none. */
async function placeOf({ cluster: name, namespace }: Defaults, { azure }: Context): Promise<Where> {
  if (name === undefined) return { namespace };
  try {
    const located = await locateCluster(azure, { name });
    const environment = located.kind === 'found' ? located.subject.cluster.environment : undefined;
    return { cluster: name, namespace, environment };
  } catch (error) {
    // Without its tags the cluster is of no environment: who is limited to one has to wait.
    if (!(error instanceof UpstreamError)) throw error;
    return { cluster: name, namespace };
  }
}

function told(title: string, next: string, text = ''): Reply {
  return { card: noticeCard({ level: 'good', title, text, next, buttons: [] }) };
}

function spoken({ cluster, namespace }: Defaults): string {
  const parts = [cluster && `cluster ${cluster}`, namespace && `namespace ${namespace}`].filter(
    (it) => it !== undefined,
  );
  return parts.join(', ');
}
