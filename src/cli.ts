import { once } from 'node:events';
import type { CliCommand } from './cli/cli-command.ts';
import { exportAudit } from './cli/export.ts';
import { runGate } from './cli/run-gate.ts';
import { runInventory } from './cli/run-inventory.ts';
import { verify } from './cli/verify.ts';
import { readStoreConfig } from './config.ts';
import { ConfigError, UpstreamError, UserError } from './errors.ts';
import { openAudit } from './store/open-audit.ts';

/** What can be said on the command line: `npm run -s audit -- verify`. */
const audit: Readonly<Record<string, CliCommand>> = { verify, export: exportAudit };

/** Runs what was said; the exit code: 0 fine, 1 a fault was found or the gate fails, 2 it could not be looked at. */
async function run([room = '', ...said]: readonly string[]): Promise<number> {
  if (room === 'gate') return runGate(said, print);
  if (room === 'inventory') return runInventory(said, print);
  const [name = '', ...options] = said;
  const command = room === 'audit' && Object.hasOwn(audit, name) ? audit[name] : undefined;
  if (!command)
    throw new UserError(
      `Say what to do: ${[...Object.keys(audit).map((it) => `audit ${it}`), 'gate <image>', 'inventory'].join(', ')}.`,
    );
  const opened = await openAudit(readStoreConfig(process.env));
  try {
    return await command(options, { audit: opened.audit, print, now: new Date() });
  } finally {
    await opened.close();
  }
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

function words(error: unknown): string {
  if (error instanceof UpstreamError) return `Could not be read: ${error.service} ${error.message}.`;
  if (error instanceof ConfigError || error instanceof UserError) return error.message;
  const what = { gate: 'The gate failed', inventory: 'The inventory could not be read' }[process.argv[2] ?? ''];
  return `${what ?? 'The audit could not be read'}: ${String(error)}`;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${words(error)}\n`);
  process.exitCode = 2;
}
