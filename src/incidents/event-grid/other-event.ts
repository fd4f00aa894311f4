import type { Alert } from '../../model/alert.ts';
import { armLabels } from '../reading/arm-labels.ts';
import { identityOf } from '../reading/identity-of.ts';
import { oneLine } from '../reading/one-line.ts';
import { ownLabels } from '../reading/own-labels.ts';
import { textsOf } from '../reading/texts-of.ts';
import type { GridEvent } from './grid-events.ts';

/** An event of a type that we have no words for: told by its type and subject, once. */
export function otherEvent(event: GridEvent, now: Date): Alert {
  const { id, source, subject, type, at, data, raw } = event;
  const name = type.slice(type.lastIndexOf('.') + 1);
  return {
    source: 'event-grid',
    identity: identityOf(id),
    status: 'firing',
    severity: 'info',
    title: oneLine([name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '), subject].filter(Boolean).join(': ')) || 'An event',
    labels: {
      ...ownLabels(textsOf(data)),
      ...armLabels(source),
      alertname: name,
      severity: 'info',
      kind: 'event',
      event_type: type,
    },
    annotations: {},
    startsAt: at ?? now,
    raw,
  };
}
