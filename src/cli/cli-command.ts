import type { AuditReading } from '../store/audit-reading.ts';

/** What a subcommand may use. */
export interface CliContext {
  audit: AuditReading;
  /** Writes a line to standard output, and waits where the reader is slow. */
  print(line: string): Promise<void>;
  now: Date;
}

/** A subcommand: 0 is fine, 1 says that what was looked at is not. Throws UserError for options that it does not know. */
export type CliCommand = (options: readonly string[], context: CliContext) => Promise<0 | 1>;
