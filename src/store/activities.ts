import type { Commit } from './group-commit.ts';

/** Notes an activity id; false when it was there already. */
export async function firstSight(commit: Commit, activityId: string, at: Date): Promise<boolean> {
  const result = await commit((transaction) =>
    transaction
      .insertInto('activities')
      .values({ id: activityId, seen_at: at.getTime() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  );
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}
