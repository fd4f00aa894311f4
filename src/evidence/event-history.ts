import { z } from 'zod';
import { type Kql, kql } from '../azure/kql.ts';
import type { Subject } from '../model/subject.ts';
import { defineCollector } from './collector.ts';
import type { EventFact } from './kubernetes/event-fact.ts';
import { askWorkspace } from './workspace/ask-workspace.ts';
import { childNames } from './workspace/generated-names.ts';

const Row = z.object({
  Reason: z.string(),
  Message: z.string(),
  Type: z.string(),
  Kind: z.string(),
  Namespace: z.string(),
  Name: z.string(),
  Count: z.number().nullable(),
  FirstAt: z.date().nullable(),
  LastAt: z.date().nullable(),
  At: z.date(),
});

/**
 * Warning events about the subject, its pods, gone ones too, and the cluster's nodes (Log Analytics, KubeEvents).
 * Normal events are not collected by default; an OOMKilling event is about the node and names its victim only in the message.
 */
export const eventHistory = defineCollector({
  name: 'eventHistory',
  what: 'history of events',
  async collect(azure, subject, window) {
    const query = kql`
KubeEvents
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}
| where ClusterId =~ ${subject.cluster.id}
| where ObjectKind == 'Node'${aboutSubject(subject)}
| summarize arg_max(TimeGenerated, Count, LastSeen), FirstAt = min(FirstSeen) by Reason, Message, KubeEventType, ObjectKind, Namespace, Name
| project Reason, Message, Type = KubeEventType, Kind = ObjectKind, Namespace, Name, Count, FirstAt, LastAt = LastSeen, At = TimeGenerated
| top 500 by At desc`;
    return askWorkspace(
      azure,
      subject.cluster,
      { table: 'KubeEvents', query, row: Row, window, at: ({ LastAt, At }) => LastAt ?? At },
      (rows) => rows.map(eventFact),
    );
  },
});

/** The subject's own events and those of its pods, which are known by their names: the table knows no owners. */
function aboutSubject(subject: Subject): Kql {
  const { kind, namespace, name } = subject;
  if (kind === 'Cluster') return kql` or true`;
  if (kind === 'Node') return kql``;
  if (kind === 'Namespace') return kql` or Namespace == ${namespace}`;
  return kql` or (Namespace == ${namespace} and (Name == ${name} or Name matches regex ${childNames(subject)}))`;
}

function eventFact(row: z.infer<typeof Row>): EventFact {
  return {
    reason: row.Reason,
    message: row.Message,
    type: row.Type,
    object: { kind: row.Kind, namespace: row.Namespace, name: row.Name },
    count: row.Count ?? 1,
    firstAt: row.FirstAt ?? row.At,
    lastAt: row.LastAt ?? row.At,
  };
}
