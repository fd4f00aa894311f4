/** A confidence from 0 to 1 in words that people agree on. */
export function confidenceInWords(confidence: number): string {
  if (confidence >= 0.95) return 'Almost certain';
  if (confidence >= 0.8) return 'Very likely';
  if (confidence >= 0.6) return 'Likely';
  if (confidence >= 0.4) return 'Possible';
  return 'Not certain';
}
