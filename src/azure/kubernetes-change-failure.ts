import type { ResponseContext } from '@kubernetes/client-node/dist/gen/http/http.js';
import { z } from 'zod';
import type { UpstreamReason } from '../errors.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { type ChangeRefusal, KubernetesChangeError, type Right, rightWords } from './kubernetes-change-error.ts';

/** So much of a message is looked through; what a secret that is cut there leaves stands far behind what is kept. */
const longestRead = 8_000;

/** What of a Status tells why; anything else that comes as an answer is treated as one that says nothing. */
const Status = z.object({
  kind: z.literal('Status'),
  reason: z.string().catch(''),
  message: z.string().catch(''),
  details: z
    .object({
      causes: z.array(z.object({ reason: z.string().catch('') })).catch([]),
      retryAfterSeconds: z.number().optional().catch(undefined),
    })
    .catch({ causes: [], retryAfterSeconds: undefined }),
});

/** What an answer of 400 and above means for a change; one of 500 and above leaves a real change's outcome unknown. */
export async function changeFailure(
  { httpStatusCode: status, headers, body }: ResponseContext,
  right: Right,
  { dryRun, target }: { dryRun: boolean; target: string },
): Promise<KubernetesChangeError> {
  const told = statusIn(await body.text());
  const said = told && inOneLine(told.message);
  const seconds = told?.details.retryAfterSeconds ?? Number(headers['retry-after']);
  const { why, reason, words } = judged(status, told, right, dryRun);
  return new KubernetesChangeError(why, right, words, {
    reason,
    said,
    status,
    target,
    ...(reason === 'throttled' && seconds > 0 && { retryAfterMs: seconds * 1000 }),
  });
}

function statusIn(text: string): Told {
  try {
    return Status.safeParse(JSON.parse(text)).data;
  } catch {
    // A proxy's page: the status code alone tells.
    return undefined;
  }
}

type Told = z.infer<typeof Status> | undefined;
interface Judged {
  why: ChangeRefusal;
  reason: UpstreamReason;
  words: string;
}

function judged(status: number, told: Told, right: Right, dryRun: boolean): Judged {
  const as = (why: ChangeRefusal, reason: UpstreamReason, words: string): Judged => ({ why, reason, words });
  const text = told?.message ?? '';
  switch (status) {
    case 401:
      return as('not-made', 'unauthorized', 'did not accept the identity (401)');
    case 403:
      // Admission answers 403 as well; only the authorizer speaks of a user that cannot.
      return told && !/\bcannot [a-z]+ resource\b/.test(text)
        ? as('denied', 'refused', 'has a policy that refuses the change')
        : as('forbidden', 'forbidden', `does not let the bot ${rightWords(right)} (403)`);
    case 404:
      return as('missing', 'not-found', 'has no such object (404)');
    case 409:
      return told?.reason === 'AlreadyExists'
        ? as('exists', 'refused', 'has an object of this name already (409)')
        : as('conflict', 'conflict', 'refused the change because the object is not as it was (409)');
    case 400:
    case 422:
      return as('invalid', 'refused', `does not accept the object as it would become (${status})`);
    case 429:
      return told?.details.causes.some((it) => it.reason === 'DisruptionBudget') || /disruption budget/i.test(text)
        ? as('budget', 'refused', 'keeps the pod for its disruption budget (429)')
        : as('not-made', 'throttled', 'asks to slow down (429)');
  }
  if (status < 500) return as('denied', 'refused', `refused the change (${status})`);
  // A webhook that cannot be asked ends the request before anything is stored.
  if (/failed calling webhook/.test(text)) return as('denied', 'refused', 'could not ask a webhook that must agree');
  const reason = status === 504 ? 'timeout' : 'unavailable';
  return dryRun
    ? as('not-made', reason, `could not try the change (${status})`)
    : as('unknown', reason, `did not say whether the change was made (${status})`);
}

/** What a message that prints an object says of a variable, as Go writes it. */
const printedValue = /\bValue:\s?"(?:[^"\\]|\\.)*"?/g;

/** A refusal may print the whole object, and what it says is kept and shown. */
function inOneLine(text: string): string {
  const line = text
    .slice(0, longestRead)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return withoutSecrets(line.replace(printedValue, 'Value:"[redacted]"')).slice(0, 600);
}
