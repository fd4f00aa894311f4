import { MalformedBody } from '../malformed-body.ts';
import { dateOf } from '../reading/date-of.ts';
import { recordOf } from '../reading/record-of.ts';

/** One event, whichever of the two schemas it came in. */
export interface GridEvent {
  id: string;
  /** ARM id of what published it, the topic or source. */
  source: string;
  subject: string;
  /** "Microsoft.ContainerRegistry.ImagePushed". */
  type: string;
  at: Date | undefined;
  data: Readonly<Record<string, unknown>>;
  raw: unknown;
}

/** The events of a body: a list in Event Grid's own schema, one or a list as CloudEvents; throws MalformedBody. */
export function gridEvents(body: unknown): GridEvent[] {
  const list = Array.isArray(body) ? body : [body];
  return list.map((raw: unknown, index) => {
    const it = recordOf(raw);
    if (!it) throw new MalformedBody(`event ${index}: must be an object`);
    const type = it.eventType ?? it.type;
    if (typeof type !== 'string' || type === '') throw new MalformedBody(`event ${index}, eventType: must be text`);
    if (typeof it.id !== 'string' || it.id === '') throw new MalformedBody(`event ${index}, id: must be text`);
    return {
      id: it.id,
      source: text(it.topic) || text(it.source),
      subject: text(it.subject),
      type,
      at: dateOf(it.eventTime ?? it.time),
      data: recordOf(it.data) ?? {},
      raw,
    };
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
