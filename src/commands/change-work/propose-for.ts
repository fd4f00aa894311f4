import { withoutSecrets } from '../../model/without-secrets.ts';
import type { ActionCall } from '../../remediation/action.ts';
import { clusterById, placeIn } from '../../remediation/kubernetes/cluster-by-id.ts';
import { propose } from '../../remediation/life/propose.ts';
import type { Context, Reply } from '../command.ts';
import { permitPlace } from '../incident-work/place-of-incident.ts';
import { changesOf } from './changes-configured.ts';
import { personOf } from './person-of.ts';
import { proposed } from './proposed.ts';

/** Proposes a change for whoever asks, where he asks, when he may at the place of the change: what it is about is looked at only then. */
export async function proposeFor(
  call: ActionCall,
  { reason, incident }: { reason?: string | undefined; incident?: number | undefined },
  context: Context,
): Promise<Reply> {
  const { actor, place, azure, signal, requestId } = context;
  const work = changesOf(context);
  await permitTarget(call, context);
  const proposal = {
    ...call,
    ...{ asker: personOf(actor), conversation: place.channelId, requestId, incident },
    ...(place.threadRootId !== undefined && { thread: place.conversationId }),
    ...(reason !== undefined && { reason: withoutSecrets(reason) }),
  };
  return proposed(
    await propose(work, proposal, azure, { signal, permit: (where) => permitPlace(where, context) }),
    context,
  );
}

/** Planning tells names of containers and more where it fails: not to whom they are none of his business. */
async function permitTarget({ input: { clusterId, namespace } }: ActionCall, context: Context): Promise<void> {
  if (typeof clusterId !== 'string') return;
  const cluster = await clusterById(context.azure, clusterId);
  await permitPlace(placeIn(cluster, typeof namespace === 'string' ? namespace : undefined), context);
}
