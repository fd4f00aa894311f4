import { z } from 'zod';
import { recordOf } from '../incidents/reading/record-of.ts';
import { verifyConfig } from '../incidents/verify/verify-config.ts';
import { gateFaults, gateShape } from '../security/gate/gate-config.ts';

/** The section of the gate: its policies, and who may ask it over HTTP. */
export const gateConfig = z
  .strictObject({
    ...gateShape,
    api: z
      .strictObject({ verify: verifyConfig })
      .optional()
      .describe('Who may call POST /api/gate, like `alerts.sources.<name>.verify`; without it nobody may.'),
  })
  .superRefine(
    (section, context) => {
      for (const fault of gateFaults(section)) context.addIssue({ code: 'custom', ...fault });
      const verify = recordOf(recordOf(section.api)?.verify);
      for (const part of verify?.by === 'entra' ? (['caller', 'role'] as const) : []) {
        if (verify?.[part] === undefined)
          context.addIssue({ code: 'custom', path: ['api', 'verify', part], message: 'is missing' });
      }
    },
    // Also when a part is wrong by itself: every fault at once.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  );

/** The section read. */
export type GateConfig = z.infer<typeof gateConfig>;

/**
 * The same section with the shared secret that it names read from the environment; before it is checked. A secret that
 * stands in the file itself is a fault.
 */
export function withGateSecret(gate: unknown, env: NodeJS.ProcessEnv): { gate: unknown; problems: string[] } {
  const api = recordOf(recordOf(gate)?.api);
  const verify = recordOf(api?.verify);
  if (!verify) return { gate, problems: [] };
  const { secret: written, ...rest } = verify;
  const secret = typeof verify.variable === 'string' ? env[verify.variable] : undefined;
  return {
    gate: { ...recordOf(gate), api: { ...api, verify: { ...rest, ...(secret && { secret }) } } },
    problems:
      written === undefined ? [] : ['gate.api.verify.secret: a secret does not belong in a file; name its variable'],
  };
}
