import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { budget } from './sends.ts';

/** How much waits to be done, for /metrics and /readyz. */
export interface WorkState {
  jobsDue: number;
  /** Since when the oldest of them is due. */
  oldestJob?: Date;
  incidentsOpen: number;
  /** Open ones of which nobody was told: they wait for group_wait, or are silenced. */
  incidentsUntold: number;
  /** Sends that are left of Teams' budgets: of the tenant that has the fewest left, and of the busiest conversation (60 in 30 s). */
  tenantBudget: number;
  conversationBudget: number;
}

/** Counts it. */
export async function workState(database: Kysely<Schema>, now: Date): Promise<WorkState> {
  const at = now.getTime();
  const [tenant] = budget.tenant;
  const conversation = budget.conversation.find(({ ms }) => ms === 30_000);
  const { rows } = await sql<
    Record<'due' | 'oldest' | 'open' | 'untold' | 'tenant' | 'conversation', number | null>
  >`select
    (select count(*) from jobs where run_at <= ${at}) as due,
    (select min(run_at) from jobs where run_at <= ${at}) as oldest,
    (select count(*) from incidents where status <> 'resolved') as open,
    (select count(*) from incidents where status <> 'resolved' and told_at = 0) as untold,
    (select max(n) from (select count(*) as n from sends where at > ${at - (tenant?.ms ?? 0)} group by tenant_id) t) as tenant,
    (select max(n) from (select count(*) as n from sends where at > ${at - (conversation?.ms ?? 0)}
      group by tenant_id, conversation_id) c) as conversation`.execute(database);
  const [row] = rows;
  return {
    jobsDue: Number(row?.due ?? 0),
    ...(row?.oldest != null && { oldestJob: new Date(Number(row.oldest)) }),
    incidentsOpen: Number(row?.open ?? 0),
    incidentsUntold: Number(row?.untold ?? 0),
    tenantBudget: (tenant?.limit ?? 0) - Number(row?.tenant ?? 0),
    conversationBudget: (conversation?.limit ?? 0) - Number(row?.conversation ?? 0),
  };
}
