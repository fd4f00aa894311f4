import { DefaultAzureCredential } from '@azure/identity';
import { connectAzure } from '../azure/connect-azure.ts';
import { readEstateConfig } from '../config.ts';
import { systemClock } from '../model/clock.ts';
import { createLogger } from '../telemetry.ts';
import { inventory } from './inventory.ts';

const longestMs = 300_000;

/** Reads the inventory with the settings of this machine. */
export function runInventory(said: readonly string[], print: (line: string) => Promise<void>): Promise<0 | 1> {
  const { azure, images } = readEstateConfig(process.env);
  const connection = connectAzure({
    ...{ credential: new DefaultAzureCredential(), clock: systemClock, config: azure },
    log: createLogger({ level: 'fatal' }),
  });
  return inventory(said, {
    azure: connection.until(AbortSignal.timeout(longestMs)),
    ...{ ownerTags: images.ownerLabels, print, now: new Date() },
    warn: (line) => void process.stderr.write(`${line}\n`),
  });
}
