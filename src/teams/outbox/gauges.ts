import type { Store } from '../../store/store.ts';

/** What waits, by the names of /metrics: messages, jobs, deliveries, incidents, and what is left of Teams' budgets. */
export async function gauges(store: Store, now: Date): Promise<Record<string, number>> {
  const { waiting, oldest, broken } = await store.outbox.state();
  const work = await store.workState(now);
  const age = (since: Date | undefined) =>
    since ? Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000)) : 0;
  return {
    watchkeeper_outbox_waiting: waiting,
    watchkeeper_outbox_oldest_seconds: age(oldest),
    watchkeeper_destinations_broken: broken.length,
    watchkeeper_alert_deliveries_waiting: await store.incidents.deliveriesWaiting(),
    watchkeeper_jobs_due: work.jobsDue,
    watchkeeper_jobs_oldest_seconds: age(work.oldestJob),
    watchkeeper_incidents_open: work.incidentsOpen,
    watchkeeper_incidents_untold: work.incidentsUntold,
    watchkeeper_budget_left_tenant: work.tenantBudget,
    watchkeeper_budget_left_conversation: work.conversationBudget,
  };
}
