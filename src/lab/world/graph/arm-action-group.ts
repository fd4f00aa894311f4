import type { Subscription } from '../estate.ts';
import type { ArmBody } from './graph-row.ts';

/** The action group "oncall" of a subscription: whom Azure Monitor calls. */
export function armActionGroup({ id }: Subscription): ArmBody {
  return {
    id: `/subscriptions/${id}/resourceGroups/rg-monitoring/providers/Microsoft.Insights/actionGroups/oncall`,
    name: 'oncall',
    type: 'microsoft.insights/actiongroups',
    location: 'global',
    properties: { groupShortName: 'oncall', enabled: true, emailReceivers: [], webhookReceivers: [] },
  };
}
