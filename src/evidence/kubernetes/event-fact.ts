import type { CoreV1Event } from '@kubernetes/client-node';

/** An event as Kubernetes recorded it, whichever source remembers it. */
export interface EventFact {
  reason: string;
  message: string;
  /** Normal or Warning. */
  type: string;
  object: { kind: string; namespace: string; name: string };
  count: number;
  firstAt: Date;
  lastAt: Date;
}

/** Reads an event; the newer API's events have no count and no first and last times. */
export function eventFact(event: CoreV1Event): EventFact {
  const { involvedObject, metadata } = event;
  const created = metadata.creationTimestamp ?? new Date(0);
  const lastAt = event.lastTimestamp ?? event.series?.lastObservedTime ?? event.eventTime ?? created;
  return {
    reason: event.reason ?? '',
    message: event.message ?? '',
    type: event.type ?? 'Normal',
    object: {
      kind: involvedObject.kind ?? '',
      namespace: involvedObject.namespace ?? '',
      name: involvedObject.name ?? '',
    },
    count: event.count ?? event.series?.count ?? 1,
    firstAt: new Date(event.firstTimestamp ?? event.eventTime ?? lastAt),
    lastAt: new Date(lastAt),
  };
}
