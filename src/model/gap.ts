import type { ServiceName } from './origin.ts';

/** Something that could not be read; part of the answer, with the reason and the next step. */
export interface Gap {
  /** What is missing, as a noun phrase ("memory use of the containers"). */
  what: string;
  service: ServiceName;
  /** Why, in one sentence for a person. */
  why: string;
  /** What to do about it, in one sentence ("Grant Log Analytics Reader on ... to the bot's identity."). */
  next: string;
  /** Where it was read instead, with less detail or late ("KubePodInventory (Log Analytics)"); it is then not missing. */
  instead?: string;
}
