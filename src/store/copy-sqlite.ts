import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ConfigError } from '../errors.ts';

const attempts = 20;
const pauseMs = 100;
const walHeaderBytes = 32;

/**
 * Copies an embedded database that another process has open, and lets nobody else into: the database first, then its log.
 * That is one state, as long as the log was not begun anew meanwhile: whatever came into the database while it was
 * copied still stands in the log, which ends at its last whole commit. The copy is the caller's to remove.
 */
export async function copySqlite(path: string): Promise<{ path: string; remove(): Promise<void> }> {
  if (!existsSync(path)) throw new ConfigError([`store.path: there is no database "${path}"`]);
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-'));
  const copy = join(folder, 'copy.db');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = walHeader(path);
      await copyFile(path, copy);
      await rm(`${copy}-wal`, { force: true });
      if (before !== '') await copyFile(`${path}-wal`, `${copy}-wal`);
      if (walHeader(path) === before && walHeader(copy) === before) return { path: copy, remove };
      await setTimeout(pauseMs);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  await remove();
  throw new ConfigError([`store.path: "${path}" is written so fast that it cannot be copied; try again`]);
}

/** What tells one log from the next, its salts among it; empty when there is none. */
function walHeader(path: string): string {
  if (!existsSync(`${path}-wal`)) return '';
  const file = openSync(`${path}-wal`, 'r');
  try {
    const bytes = Buffer.alloc(walHeaderBytes);
    return bytes.subarray(0, readSync(file, bytes, 0, walHeaderBytes, 0)).toString('hex');
  } finally {
    closeSync(file);
  }
}
