import { DefaultAzureCredential } from '@azure/identity';
import { connectAzure } from '../azure/connect-azure.ts';
import { readPipelineConfig } from '../config.ts';
import { systemClock } from '../model/clock.ts';
import { createLogger } from '../telemetry.ts';
import { gate } from './gate.ts';

const longestMs = 120_000;

/** Runs the gate for what was said, with the settings of this machine. */
export function runGate(said: readonly string[], print: (line: string) => Promise<void>): Promise<0 | 1 | 2> {
  const config = readPipelineConfig(process.env);
  const log = createLogger({ level: 'fatal' });
  return gate(said, {
    config,
    print,
    // npm runs a script in the project's folder, whatever the one is in which it was said.
    from: process.env.INIT_CWD ?? process.cwd(),
    now: new Date(),
    connect: () =>
      connectAzure({ credential: new DefaultAzureCredential(), clock: systemClock, log, config: config.azure }).until(
        AbortSignal.timeout(longestMs),
      ),
  });
}
