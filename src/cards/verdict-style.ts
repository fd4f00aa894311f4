/** How good or bad an answer is. */
export type Level = 'good' | 'warning' | 'attention' | 'unknown' | 'info';

const styles: Record<Level, string> = {
  good: 'good',
  warning: 'warning',
  attention: 'attention',
  unknown: 'emphasis',
  info: 'accent',
};

/** The container style that shows a level in every theme. */
export function verdictStyle(level: Level): string {
  return styles[level];
}
