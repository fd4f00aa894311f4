import type { PostureFinding, PostureResource } from './posture.ts';
import type { PostureException } from './posture-exception.ts';

/** A finding with what is known of it from before. */
export interface KnownFinding extends PostureFinding {
  /** Since when it stands so, as far as it was looked at; undefined where it was never kept. */
  since?: Date;
  /** Who accepted that it fails; it does not count. */
  exception?: PostureException;
  /** One that was in force and is over: it counts again. */
  over?: PostureException;
  /** Not read now, but kept from this time. */
  keptFrom?: Date;
}

/** What is kept of one resource: how it stood at each check over time, and what failed of the checks that need calls of their own. */
export interface KeptPosture {
  resource: PostureResource;
  firstAt: Date;
  readAt: Date;
  /** When the checks that need calls of their own were last read; undefined: never. */
  closelyAt?: Date;
  /** By the codes of checks, as posture-turns.ts writes them. */
  turns: Readonly<Record<string, string>>;
  /** Of the checks that need calls of their own, those that fail or could not be read; their texts are cut. */
  found: readonly KeptFinding[];
}

/** A finding as it is kept under its resource. */
export type KeptFinding = Omit<PostureFinding, 'resource'>;
