import type { SentAlert } from './unique-alerts.ts';

/** Something that takes alerts over HTTP. */
export interface Contender {
  name: 'ours' | 'alertmanager';
  port: number;
  path: string;
  headers: Record<string, string>;
  /** The body that brings these alerts. */
  body(alerts: readonly SentAlert[]): string;
  pid(): number;
  /** Comes true when it has nothing left to do. */
  settled(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again where it was, and answers which of these pods it has an alert of. */
  left(pods: readonly string[]): Promise<number>;
  stop(): Promise<void>;
}
