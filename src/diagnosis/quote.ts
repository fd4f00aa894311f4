import type { ContainerLog } from '../evidence/kubernetes/choose-logs.ts';
import type { EventFact } from '../evidence/kubernetes/event-fact.ts';
import type { Quote } from '../model/finding.ts';
import type { Origin } from '../model/origin.ts';

/** What an event says, verbatim. */
export function quoteEvent({ message, lastAt, object, reason }: EventFact): Quote {
  return { text: message, source: from(`event ${reason} of ${object.kind} ${object.name}`), at: lastAt };
}

/** A line of a log, verbatim, the last of those that say the same. */
export function quoteLine(line: string, { pod, container, previous, lines, times }: ContainerLog): Quote {
  const at = times?.[lines.lastIndexOf(line)];
  return { text: line, source: from(`${previous ? 'previous ' : ''}log of ${container} in ${pod}`), ...(at && { at }) };
}

/** A value or message of an object, verbatim; `where` names object and field: "selector of Service cart". */
export function quoteField(text: string, where: string, at?: Date): Quote {
  return { text, source: from(where), ...(at && { at }) };
}

function from(detail: string): Origin {
  return { service: 'Kubernetes API', detail };
}
