import type { AlertSeverity } from '../../model/alert.ts';

const words: Readonly<Record<string, AlertSeverity>> = {
  critical: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  disaster: 'critical',
  page: 'critical',
  sev0: 'critical',
  high: 'high',
  error: 'high',
  major: 'high',
  sev1: 'high',
  warning: 'medium',
  warn: 'medium',
  medium: 'medium',
  moderate: 'medium',
  average: 'medium',
  sev2: 'medium',
  low: 'low',
  minor: 'low',
  notice: 'low',
  sev3: 'low',
  info: 'info',
  information: 'info',
  informational: 'info',
  none: 'info',
  debug: 'info',
  verbose: 'info',
  sev4: 'info',
};

/** What a sender's word for severity means; undefined for a word that nobody uses for it. */
export function severityOf(word: unknown): AlertSeverity | undefined {
  return typeof word === 'string' && Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined;
}
