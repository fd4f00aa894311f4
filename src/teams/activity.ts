import { z } from 'zod';

const Account = z.object({ id: z.string(), name: z.string().optional(), aadObjectId: z.string().optional() });

/** What the bot reads of an activity; everything in it that people wrote is untrusted. */
export const TeamsActivity = z.object({
  type: z.string().min(1),
  id: z.string().optional(),
  channelId: z.string(),
  serviceUrl: z.string(),
  name: z.string().optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().optional(),
  action: z.string().optional(),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string() }).nullish(),
      channel: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
  entities: z
    .array(
      z.object({ type: z.string().optional(), text: z.string().nullish(), mentioned: Account.partial().nullish() }),
    )
    .nullish(),
  membersAdded: z.array(Account.partial()).nullish(),
});

export type TeamsActivity = z.infer<typeof TeamsActivity>;
