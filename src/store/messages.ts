import type { MessageRef } from '../model/place.ts';
import type { Commit } from './group-commit.ts';

/** Notes a message that was posted, and what it is about, so that it can be edited later. */
export async function rememberMessage(commit: Commit, ref: MessageRef, about: string, at: Date): Promise<void> {
  await commit((transaction) =>
    transaction
      .insertInto('messages')
      .values({
        tenant_id: ref.tenantId,
        conversation_id: ref.conversationId,
        activity_id: ref.activityId,
        service_url: ref.serviceUrl,
        about,
        posted_at: at.getTime(),
      })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'conversation_id', 'activity_id']).doUpdateSet({ about }),
      )
      .execute(),
  );
}
