import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import { type DatabaseFamily, databaseIn } from '../databases/database-family.ts';
import { addressesIn, type NamedAddress } from './addresses.ts';
import { type Sign, signIn } from './signatures.ts';
import { writtenAt } from './written-at.ts';

/** A line that complains about something, and what it names. */
export interface ComplainingLine {
  /** Verbatim. */
  line: string;
  at: Date | undefined;
  sign: Sign;
  addresses: NamedAddress[];
  /** The kind of database that the line, or the stack it stands in, speaks of. */
  database: DatabaseFamily | 'any' | undefined;
}

/** A stack trace names its driver some lines before the cause that is deepest. */
const stackLines = 120;
const read = new WeakMap<ContainerLog, ComplainingLine[]>();

/** The lines of a log that complain, oldest first. A closer look comes to the same log again: it is read once. */
export function complainingLines(log: ContainerLog): ComplainingLine[] {
  const known = read.get(log) ?? readLog(log);
  read.set(log, known);
  return known;
}

function readLog(log: ContainerLog): ComplainingLine[] {
  const found: ComplainingLine[] = [];
  let driver: { family: DatabaseFamily | 'any'; index: number } | undefined;
  for (const [index, line] of log.lines.entries()) {
    const family = databaseIn(line);
    // A family says more than a driver that only shows itself, until the stack is over.
    const isBetter = family !== undefined && (family !== 'any' || !driver || index - driver.index > stackLines);
    if (family && isBetter) driver = { family, index };
    const sign = signIn(line);
    if (!sign) continue;
    const database = driver && index - driver.index <= stackLines ? driver.family : undefined;
    found.push({ line, at: writtenAt(log, index), sign, addresses: addressesIn(line), database });
  }
  return found;
}
