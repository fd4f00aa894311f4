import { z } from 'zod';

/** Ids are kept and become parts of addresses: Teams' are short, and whole characters. */
const Id = z
  .string()
  .max(1_000)
  .refine((it) => it.isWellFormed());

/** People from elsewhere may have no object id. */
const Account = z.object({ id: Id, name: z.string().nullish(), aadObjectId: Id.nullish() });

/** What the bot reads of an activity; everything in it that people wrote is untrusted. */
export const TeamsActivity = z.object({
  type: z.string().min(1),
  id: Id.optional(),
  channelId: z.string(),
  serviceUrl: Id,
  name: z.string().optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: Id.optional(),
  action: z.string().optional(),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: Id.min(1),
    conversationType: z.string().optional(),
    isGroup: z.boolean().nullish(),
    tenantId: Id.optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: Id }).nullish(),
      team: z.object({ id: Id }).nullish(),
      channel: z.object({ id: Id }).nullish(),
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
