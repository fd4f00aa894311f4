import type { Receipt } from '../azure/receipt.ts';
import type { Ran } from '../model/remediation.ts';

/** What a run leaves behind of a service's receipt; of an answer that holds more, nothing else is kept. */
export function ranBy({ correlationId }: Receipt): Ran {
  return correlationId === undefined ? {} : { correlationId };
}
