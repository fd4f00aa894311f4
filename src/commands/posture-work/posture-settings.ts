import { type PostureSettings, postureConfig } from '../../security/posture/posture-config.ts';
import { type PostureReading, postureReading } from '../../security/posture/posture-reading.ts';
import type { Context } from '../command.ts';

/** What counts where the settings say nothing. */
const usual: PostureSettings = postureConfig.parse({});

/** Begins to look, with this question's clients and the settings. */
export function beginReading({
  azure,
  clock,
  posture = usual,
}: Pick<Context, 'azure' | 'clock' | 'posture'>): PostureReading {
  return postureReading({ azure, config: posture, now: clock.now() });
}
