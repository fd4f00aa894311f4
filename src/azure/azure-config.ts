import { z } from 'zod';

/** What we may ask of Azure, and how long we wait for it. */
export const azureConfig = z.strictObject({
  subscriptions: z
    .array(z.guid())
    .min(1)
    .optional()
    .describe('Subscriptions to look at; without it every one that the identity can read.'),
  queryTimeoutSeconds: z.number().int().min(1).max(600).default(30).describe('How long a Log Analytics query may run.'),
  requestTimeoutSeconds: z
    .number()
    .int()
    .min(1)
    .max(120)
    .default(15)
    .describe('How long any other request to Azure or Kubernetes may take.'),
  runCommand: z
    .boolean()
    .default(false)
    .describe('Whether lists of a cluster out of reach may be read by run command: it starts a pod there.'),
});

export type AzureConfig = z.infer<typeof azureConfig>;
