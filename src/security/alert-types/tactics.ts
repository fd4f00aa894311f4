/** The tactics of MITRE ATT&CK, in the order of its matrix. */
export const tactics = [
  'Reconnaissance',
  'Resource Development',
  'Initial Access',
  'Execution',
  'Persistence',
  'Privilege Escalation',
  'Defense Evasion',
  'Credential Access',
  'Discovery',
  'Lateral Movement',
  'Collection',
  'Command and Control',
  'Exfiltration',
  'Impact',
] as const;

/** One of them. */
export type Tactic = (typeof tactics)[number];

const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
const byLetters = new Map<string, Tactic>([
  ...tactics.map((it) => [letters(it), it] as const),
  // Defender's own words for what happens before or at the way in.
  ['preattack', 'Reconnaissance'],
  ['probing', 'Reconnaissance'],
  ['exploitation', 'Initial Access'],
]);

/**
 * The tactics that an alert's own words mean ("LateralMovement", "Command And Control", "Exploitation"), each once, in
 * the matrix's order. Words that name none are left out.
 */
export function tacticsIn(words: readonly string[]): Tactic[] {
  const meant = new Set(words.slice(0, 60).map((it) => byLetters.get(letters(it.slice(0, 60)))));
  return tactics.filter((it) => meant.has(it));
}
