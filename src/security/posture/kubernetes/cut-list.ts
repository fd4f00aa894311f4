import { UpstreamError } from '../../../errors.ts';
import type { Gap } from '../../../model/gap.ts';

/** A cluster has more objects of a kind than are read at once: of those that were not read nobody knows how they are. */
export class CutList extends UpstreamError {
  constructor(kind: string, read: number) {
    super('Kubernetes API', 'refused', `has more ${kind} than the ${read} that are read at once`);
  }

  /** The gap that it leaves: nothing is broken, and no right is missing. */
  gap(what: string): Gap {
    const next = 'Look at the rest with Azure Policy, which sees each object as it is made.';
    return { what, service: this.service, why: `The ${this.service} ${this.message}.`, next };
  }
}
