import { z } from 'zod';

/** Ways in which the bot proves to Teams who it is; multi-tenant bots can no longer be created. */
export const appTypes = ['SingleTenant', 'UserAssignedMSI'] as const;

/** The bot's registration, and how long a question may take. */
export const teamsConfig = z
  .strictObject({
    appId: z.string().trim().min(1).toLowerCase().describe('Application (client) id of the bot registration.'),
    appType: z.enum(appTypes).default('SingleTenant').describe('SingleTenant (with a secret) or UserAssignedMSI.'),
    appPassword: z.string().min(1).optional().describe('Client secret; for SingleTenant only.'),
    tenantId: z.string().trim().min(1).toLowerCase().describe('The Entra tenant whose people may ask.'),
    workSeconds: z.coerce.number().min(10).max(600).default(60).describe('How long one question may be worked on.'),
  })
  .superRefine((config, context) => {
    if (config.appType === 'SingleTenant' && !config.appPassword) {
      context.addIssue({ code: 'custom', path: ['appPassword'], message: 'is needed for the app type SingleTenant' });
    }
    if (config.appType === 'UserAssignedMSI' && config.appPassword) {
      context.addIssue({ code: 'custom', path: ['appPassword'], message: 'must not be set for UserAssignedMSI' });
    }
  });

export type TeamsConfig = z.infer<typeof teamsConfig>;
