import { UpstreamError, type UpstreamReason } from '../errors.ts';

/**
 * Why a change was not made, or that nobody knows:
 * `conflict` the object is not as it was when it was read (its resourceVersion or uid), or another manager owns a field;
 * `budget` a PodDisruptionBudget does not let the pod go now;
 * `invalid` the API server does not accept what the object would become;
 * `denied` admission refused it: a policy, a quota, a webhook;
 * `forbidden` a role lacks the right, see `lacks`;
 * `missing` there is no such object;
 * `exists` there is one already;
 * `not-made` it failed on the way and nothing was changed: see `reason`;
 * `unknown` it was sent and no answer came that says what became of it: read the object before anything else is done.
 */
export type ChangeRefusal =
  | 'conflict'
  | 'budget'
  | 'invalid'
  | 'denied'
  | 'forbidden'
  | 'missing'
  | 'exists'
  | 'not-made'
  | 'unknown';

/** A right, as a Kubernetes role grants it: "patch" on "deployments" of group "apps". */
export interface Right {
  verb: 'patch' | 'create' | 'delete';
  /** With its subresource: "pods/eviction". */
  resource: string;
  /** "" is the core group. */
  group: string;
  /** Undefined is the whole cluster. */
  namespace: string | undefined;
}

/** A change of an object of Kubernetes that failed, or may have. It is retryable only when it certainly changed nothing. */
export class KubernetesChangeError extends UpstreamError {
  override name = 'KubernetesChangeError';
  override readonly retryable: boolean;
  readonly why: ChangeRefusal;
  /** The right that is needed for it; it is the one that lacks when `why` is 'forbidden'. */
  readonly right: Right;
  /** The API server's own words, at most 600 characters, in one line, without secrets: text from outside. */
  readonly said: string | undefined;

  constructor(
    why: ChangeRefusal,
    right: Right,
    message: string,
    more: {
      reason: UpstreamReason;
      said?: string | undefined;
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      target?: string | undefined;
      cause?: unknown;
    },
  ) {
    super('Kubernetes API', more.reason, message, { ...more, outcomeUnknown: why === 'unknown' });
    this.why = why;
    this.right = right;
    this.said = more.said;
    const passes = ['throttled', 'unavailable', 'timeout', 'unreachable'].includes(more.reason);
    this.retryable = why === 'not-made' && passes;
  }
}

/** A right in words: "patch deployments.apps in payments". */
export function rightWords({ verb, resource, group, namespace }: Right): string {
  return `${verb} ${resource}${group && `.${group}`} ${namespace ? `in ${namespace}` : 'in the whole cluster'}`;
}
