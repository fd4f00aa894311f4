import { z } from 'zod';

/** Shortest secret that is worth the name, in characters. */
const shortest = 16;

const bySecret = z
  .strictObject({
    by: z.literal('shared-secret'),
    variable: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{2,60}$/, 'must be the name of an environment variable')
      .describe('The environment variable that has the secret.'),
    secret: z.string().optional(),
  })
  .superRefine(({ variable, secret }, context) => {
    if (secret !== undefined && secret.length >= shortest) return;
    const message = secret === undefined ? 'is not set' : `has fewer than ${shortest} characters`;
    context.addIssue({
      code: 'custom',
      path: ['variable'],
      message: `the environment variable ${variable} ${message}`,
    });
  });

const byEntra = z.strictObject({
  by: z.literal('entra'),
  audience: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .describe('Who the token must be made for: the application id of the webhook, or its api:// address.'),
  caller: z
    .union([z.guid(), z.array(z.guid()).min(1)])
    .optional()
    .describe("The application that calls; Microsoft's own for Azure Monitor and Event Grid."),
  role: z.string().min(1).optional().describe('The application role that it must hold.'),
});

/** How a source's sender proves who it is. The secret itself comes from the environment, never from the file. */
export const verifyConfig = z.discriminatedUnion('by', [bySecret, byEntra]);

export type VerifyConfig = z.infer<typeof verifyConfig>;
