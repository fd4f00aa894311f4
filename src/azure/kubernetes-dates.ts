/** When a holder of a lease was last heard of: the only times in a specification. */
const leased = ['acquireTime', 'renewTime'];

/** Fields of the kinds that are listed which the client's types call a Date (RFC 3339 on the wire), wherever they stand. */
const dated = new Set([
  'completionTime',
  'creationTimestamp',
  'deletionTimestamp',
  'eventTime',
  'finishedAt',
  'firstTimestamp',
  'lastHeartbeatTime',
  'lastObservedTime',
  'lastProbeTime',
  'lastScheduleTime',
  'lastSuccessfulTime',
  'lastTimestamp',
  'lastTransitionTime',
  'lastUpdateTime',
  'startTime',
  'startedAt',
]);

/**
 * Turns the timestamps of a listed object into Dates, in place: those of the object itself (events), of its metadata
 * and, at any depth, of its status. Of specifications only leases have any, and what is named freely (labels, annotations) is no time.
 */
export function withDates<T extends object>(item: T): T {
  const fields = item as Record<string, unknown>;
  for (const key in fields) read(fields, key);
  const { metadata, spec, status, series } = fields;
  if (isObject(metadata)) {
    for (const key in metadata) read(metadata, key);
    if (Array.isArray(metadata.managedFields)) {
      for (const entry of metadata.managedFields) if (isObject(entry)) readTime(entry, 'time');
    }
  }
  if (isObject(spec)) for (const key of leased) readTime(spec, key);
  deep(status);
  deep(series);
  return item;
}

function deep(value: unknown): void {
  if (Array.isArray(value)) for (const part of value) deep(part);
  else if (isObject(value)) {
    for (const key in value) {
      if (typeof value[key] === 'object') deep(value[key]);
      else read(value, key);
    }
  }
}

function read(holder: Record<string, unknown>, key: string): void {
  if (dated.has(key)) readTime(holder, key);
}

function readTime(holder: Record<string, unknown>, key: string): void {
  const value = holder[key];
  if (typeof value === 'string') holder[key] = new Date(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
