import type { Answer } from './call.ts';

const reasons: Record<number, [string, string]> = {
  400: ['BadRequest', 'the request is not valid'],
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden'],
  404: ['NotFound', 'the server could not find the requested resource'],
  405: ['MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  409: ['Conflict', 'the object has been modified'],
  410: ['Expired', 'The provided continue parameter is too old'],
  415: ['UnsupportedMediaType', 'the media type is not supported'],
  422: ['Invalid', 'the object is invalid'],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: ['Timeout', 'Timeout: request did not complete within the allotted timeout'],
};

/** What a Status is about. */
export interface StatusSubject {
  resource: string;
  group: string;
  name?: string;
  namespace?: string;
  verb?: string;
  /** Who asks, where it matters. */
  user?: string;
}

/** The API server's error: a Status object. */
export function kubeStatus(code: number, message?: string, subject?: StatusSubject): Answer {
  const [reason, usual] = reasons[code] ?? ['InternalError', 'Internal error occurred'];
  const text = message ?? (code === 403 && subject ? forbidden(subject) : usual);
  return {
    status: code,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: text,
      reason,
      ...(subject &&
        code !== 401 && {
          details: {
            ...(subject.name && { name: subject.name }),
            ...(subject.group && { group: subject.group }),
            kind: subject.resource,
          },
        }),
      code,
    },
  };
}

function forbidden(subject: StatusSubject): string {
  const where = subject.namespace ? `in the namespace "${subject.namespace}"` : 'at the cluster scope';
  return `${subject.resource}${subject.group && `.${subject.group}`} is forbidden: User "${subject.user}" cannot ${subject.verb} resource "${subject.resource}" in API group "${subject.group}" ${where}: User does not have access to the resource in Azure. Update role assignment to allow access.`;
}
