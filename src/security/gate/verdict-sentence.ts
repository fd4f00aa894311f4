import type { GateReason, GateVerdict } from '../../model/gate-verdict.ts';
import type { Severity } from '../../model/image.ts';

const words: Readonly<Partial<Record<GateReason['code'], Severity>>> = {
  'too-many-critical': 'Critical',
  'too-many-high': 'High',
  'too-many-medium': 'Medium',
  'too-many-low': 'Low',
  'too-many-unknown': 'Unknown',
};

/** The verdict in one line: "Fails the gate (default): 2 Critical, not signed." */
export function verdictSentence({ verdict, policy, reasons, counts }: Omit<GateVerdict, 'sentence'>): string {
  const short = reasons.filter(({ does }) => (verdict === 'fail' ? does === 'fail' : true)).map(shortly);
  const told = short.length > 4 ? [...short.slice(0, 4), `${short.length - 4} more`] : short;
  if (verdict === 'fail') return `Fails the gate "${policy}": ${told.join(', ')}.`;
  if (verdict === 'could-not-judge') return `Could not be judged by "${policy}": ${told.join(', ')}.`;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `Passes the gate "${policy}"${all === 0 ? ': no open findings' : ''}.`;
}

function shortly({ code, count }: GateReason): string {
  const severity = words[code];
  if (severity !== undefined) return `${count} ${severity === 'Unknown' ? 'of unknown severity' : severity}`;
  return code === 'known-exploited' ? `${count} known exploited` : code.replaceAll('-', ' ');
}
