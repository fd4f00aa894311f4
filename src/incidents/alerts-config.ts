import { z } from 'zod';
import { recordOf } from './reading/record-of.ts';
import { sources } from './sources/index.ts';
import { type VerifyConfig, verifyConfig } from './verify/verify-config.ts';

/** The settings of one source, its own and how its sender proves who it is; a source that is asked needs no proof. */
export type SourceSettings = { verify?: VerifyConfig | undefined } & Record<string, unknown>;

const settings = Object.fromEntries(
  sources.map((source) => {
    const { shape } = source.config;
    return [
      source.name,
      z.strictObject('parse' in source ? { ...shape, verify: verifyConfig.optional() } : shape).optional(),
    ];
  }),
);

/** Which sources alerts come from: those that are named, each with its settings. */
export const alertsConfig = z.strictObject({
  sources: z
    .strictObject(settings)
    .default({})
    .describe('Where alerts come from, by name, each with its settings; see "Let alerts in".'),
  mostWaiting: z
    .number()
    .int()
    .min(1)
    .max(10_000_000)
    .default(20_000)
    .describe('So many deliveries may wait to be sorted; with more, senders are asked to come again (503).'),
});

/** Where alerts come from, and how much of what they send may wait. */
export type AlertsConfig = {
  sources: Readonly<Record<string, SourceSettings | undefined>>;
  mostWaiting: number;
};

/**
 * The same settings with each shared secret that they name read from the environment; before they are checked, so that
 * all faults are told at once. A secret that stands in the file itself is a fault, told as `problems`.
 */
export function withSecrets(alerts: unknown, env: NodeJS.ProcessEnv): { alerts: unknown; problems: string[] } {
  const named = recordOf(recordOf(alerts)?.sources);
  if (!named) return { alerts, problems: [] };
  const problems: string[] = [];
  const filled = Object.entries(named).map(([name, source]) => {
    const verify = recordOf(recordOf(source)?.verify);
    if (!verify) return [name, source];
    if (verify.secret !== undefined) {
      problems.push(`alerts.sources.${name}.verify.secret: a secret does not belong in a file; name its variable`);
    }
    const secret = typeof verify.variable === 'string' ? env[verify.variable] : undefined;
    const { secret: _, ...rest } = verify;
    return [name, { ...recordOf(source), verify: secret ? { ...rest, secret } : rest }];
  });
  return { alerts: { ...recordOf(alerts), sources: Object.fromEntries(filled) }, problems };
}
