import type { PostureSeverity, Standing } from './posture.ts';

/** What a finding counts in a score. */
export const severityWeights: Readonly<Record<PostureSeverity, number>> = { High: 5, Medium: 3, Low: 1 };

/** How well some resources stand. What does not apply, and what somebody accepted, is no part of it. */
export interface PostureScore {
  /** 0 to 100: the weight of what passes in the weight of all that counts; what is unread counts, and does not pass. */
  percent?: number;
  /** The same if all that is unread passed. */
  atBest?: number;
  /** How many findings stand how; those that somebody accepted apart. */
  counts: Readonly<Record<Standing | 'excepted', number>>;
}

/** The score of the whole estate as the reading of one day found it. */
export interface PostureDay {
  /** In UTC: "2026-11-25". */
  day: string;
  at: Date;
  score: PostureScore;
  /** Percent of each practice by its code; one of which nothing counts is left out. */
  practices: Readonly<Record<string, number>>;
  resources: number;
}

/** How the last reading of the estate's posture went. */
export interface PostureReadingState {
  startedAt: Date;
  /** Undefined: it never came to its end. */
  finishedAt?: Date;
  /** Why the last try failed; what is kept is then older. */
  failure?: { at: Date; why: string; next: string };
}
