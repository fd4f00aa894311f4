import type { Activity } from '../../azure/activity-log.ts';
import { defineCollector } from '../collector.ts';

const what = 'changes of the cluster over ARM';

/** What was done to the subject's cluster over ARM (Activity Log, minutes behind). */
export const clusterActivity = defineCollector<'clusterActivity', Activity[]>({
  name: 'clusterActivity',
  what,
  async collect(azure, { cluster }, window) {
    const { activities, cut } = await azure.activityLog.of(cluster.id, window);
    const next = 'Ask about a shorter time.';
    return {
      value: activities.filter(({ operation }) => !/\/read$/i.test(operation)),
      source: { service: 'Activity Log', detail: cluster.name },
      at: window.to,
      ...(cut && { gap: { what: `older ${what}`, service: 'Activity Log', why: 'More was done than is read.', next } }),
    };
  },
});
