import { ConfigError } from '../errors.ts';
import type { Clock } from '../model/clock.ts';
import type { AlertsConfig, SourceSettings } from './alerts-config.ts';
import type { PolledSource, PushedSource } from './source.ts';
import { sources } from './sources/index.ts';
import { entra, entraKeys } from './verify/entra.ts';
import type { EntraTrust } from './verify/entra-trust.ts';
import { sharedSecret } from './verify/shared-secret.ts';
import type { Verify } from './verify/verifier.ts';
import type { VerifyConfig } from './verify/verify-config.ts';

/** A source whose sender is let in. */
export interface OpenSource {
  source: PushedSource;
  config: unknown;
  /** Undefined lets anybody in: on loopback, where there is only this machine. */
  verify: Verify | undefined;
}

/** Those whom the door believes. */
export interface DoorTrust {
  entra: EntraTrust;
  /** Sources without verification are allowed: the server can be reached from this machine alone. */
  anonymous: boolean;
}

/** The configured sources that call us, ready to verify; ConfigError lists everything that would let the wrong people in. */
export function openSources(
  config: Pick<AlertsConfig, 'sources'>,
  trust: DoorTrust,
  clock: Clock,
): ReadonlyMap<string, OpenSource> {
  const problems: string[] = [];
  const open = new Map<string, OpenSource>();
  let keys: ReturnType<typeof entraKeys> | undefined;

  function verifierOf(source: PushedSource, verify: VerifyConfig): Verify | undefined {
    if (verify.by === 'shared-secret') return sharedSecret(verify.secret ?? '');
    const { caller = source.entra?.caller, role = source.entra?.role } = verify;
    if (caller === undefined) problems.push(`alerts.sources.${source.name}.verify.caller: is missing`);
    if (role === undefined) problems.push(`alerts.sources.${source.name}.verify.role: is missing`);
    if (caller === undefined || role === undefined) return undefined;
    keys ??= entraKeys(trust.entra);
    return entra(trust.entra, keys, { audiences: [verify.audience].flat(), callers: [caller].flat(), role }, clock);
  }

  for (const source of sources) {
    const settings = config.sources[source.name];
    if (!settings || !('parse' in source)) continue;
    const verify = settings.verify && verifierOf(source, settings.verify);
    if (!settings.verify && !trust.anonymous) {
      problems.push(`alerts.sources.${source.name}.verify: is missing, so anybody could send alerts`);
    }
    open.set(source.name, { source, config: own(settings), verify });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return open;
}

/** The configured sources that we ask, each with its settings. */
export function polledSources(config: Pick<AlertsConfig, 'sources'>): { source: PolledSource; config: unknown }[] {
  return sources.flatMap((source) => {
    const settings = config.sources[source.name];
    return settings && 'poll' in source ? [{ source, config: own(settings) }] : [];
  });
}

function own({ verify: _, ...rest }: SourceSettings): Record<string, unknown> {
  return rest;
}
