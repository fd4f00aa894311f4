import { UserError } from '../../errors.ts';
import type { Pipeline } from '../../incidents/pipeline/pipeline.ts';
import type { Context } from '../command.ts';
import { everywhere } from '../people/scope.ts';

/** The work on incidents; where there is none, UserError that names the setting for who may ask everywhere. */
export async function configured({ incidents, permit }: Pick<Context, 'incidents' | 'permit'>): Promise<Pipeline> {
  if (incidents) return incidents;
  await permit(everywhere);
  throw new UserError(
    'No incidents are set up here. Set incidents.channel to the id of a Teams channel, and alerts.sources, in watchkeeper.yaml.',
  );
}
