import type { DoorTrust } from '../incidents/open-sources.ts';
import { entra, entraKeys } from '../incidents/verify/entra.ts';
import { sharedSecret } from '../incidents/verify/shared-secret.ts';
import type { Verify } from '../incidents/verify/verifier.ts';
import type { Clock } from '../model/clock.ts';
import type { GateConfig } from './gate-config.ts';

/** Who may ask the gate over HTTP: 'nobody', or whom this believes; undefined is anybody, where only this machine can come. */
export function openGate(
  config: Pick<GateConfig, 'api'>,
  trust: DoorTrust,
  clock: Clock,
): Verify | undefined | 'nobody' {
  const verify = config.api?.verify;
  if (!verify) return trust.anonymous ? undefined : 'nobody';
  if (verify.by === 'shared-secret') return sharedSecret(verify.secret ?? '');
  // The settings are checked: both are there.
  const { caller = [], role = '' } = verify;
  const wanted = { audiences: [verify.audience].flat(), callers: [caller].flat(), role };
  return entra(trust.entra, entraKeys(trust.entra), wanted, clock);
}
