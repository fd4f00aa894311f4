/** The text colour of a severity, in the words of Defender and of Azure Monitor. */
export function severityColor(severity: string): string {
  if (/^(critical|high|sev[01])/i.test(severity)) return 'Attention';
  return /^(medium|error|warning|sev2)/i.test(severity) ? 'Warning' : 'Default';
}
