import type { ContainerLog } from '../../evidence/kubernetes/choose-logs.ts';
import { signIn } from './signatures.ts';

const cause = /\bCaused by: /;
const isError = /\b(?:error|exception|fatal|panic|failed|failure|cannot|unable)\b/i;
const isFrame = /^\S{0,40}\s*at [\w.$/<>]+[( ]|^\s*\.\.\. \d+ |^\s*File "/;

/** The line in which a container says why it ended: the deepest cause of its last stack, its last complaint, its last error, or its last line. */
export function lastWords({ lines }: ContainerLog): string | undefined {
  const recent = lines.slice(-200).filter((it) => /\S/.test(it) && !isFrame.test(it));
  return (
    recent.findLast((it) => cause.test(it)) ??
    recent.findLast((it) => signIn(it) !== undefined) ??
    recent.findLast((it) => isError.test(it)) ??
    recent.at(-1)
  );
}
