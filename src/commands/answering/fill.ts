import type { Defaults } from '../../store/store.ts';
import type { AnyCommand } from '../command.ts';
import { fieldsOf } from '../language/field.ts';

/** An input as far as it goes, and which of its fields nobody said. */
export interface Filled {
  input: Record<string, unknown>;
  assumed: ReadonlySet<string>;
}

/** Takes what was not said from the thread's subject, and then from the channel's defaults. */
export function fill(command: AnyCommand, said: Record<string, unknown>, thread: Defaults, channel: Defaults): Filled {
  const fields = fieldsOf(command.input);
  const input = { ...said };
  const assumed = new Set<string>();
  const cluster = fields.find((field) => field.remembered === 'cluster');
  for (const source of [thread, channel]) {
    // A namespace belongs to its cluster: that of another cluster says nothing here.
    const about = cluster && input[cluster.key];
    const elsewhere = about !== undefined && source.cluster !== undefined && about !== source.cluster;
    for (const { key, remembered } of fields) {
      const value = remembered && source[remembered];
      if (value === undefined || input[key] !== undefined) continue;
      if ((remembered === 'cluster' || remembered === 'namespace') && elsewhere) continue;
      input[key] = value;
      assumed.add(key);
    }
  }
  return { input, assumed };
}
