/**
 * The text colour of a severity, in the words of Defender and of Azure Monitor. Only what is bad has a colour: a light
 * theme's yellow and green are too pale to read as text.
 */
export function severityColor(severity: string): 'Attention' | 'Default' {
  return /^(critical|high|error|sev[01])/i.test(severity) ? 'Attention' : 'Default';
}
