import type { AlertSeverity } from './alert.ts';

/** One of the things that a storm is made of, with how many incidents. */
export interface DigestPart {
  /** The incidents' common labels that name it: kind of alert and place; untrusted. */
  alertname: string;
  cluster: string;
  namespace: string;
  incidents: number;
}

/** A storm in numbers, every one of them exact. */
export interface Digest {
  incidents: number;
  /** Of these, not over yet. */
  open: number;
  firing: number;
  bySeverity: Readonly<Record<AlertSeverity, number>>;
  /** The largest parts. */
  parts: readonly DigestPart[];
  /** Parts, and incidents in them, that are not listed. */
  rest: { parts: number; incidents: number };
}
