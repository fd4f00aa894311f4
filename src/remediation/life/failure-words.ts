import { KubernetesChangeError } from '../../azure/kubernetes-change-error.ts';
import { UpstreamError, UserError } from '../../errors.ts';

/** Why a change was not planned or made, in one sentence; what an API said of it is text from outside. */
export function failureWords(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof UpstreamError)) return 'a fault of the bot; its log says more.';
  const said = error instanceof KubernetesChangeError && error.said ? `: ${error.said}` : '.';
  return `${error.service} ${error.message}${said}`;
}
