import { z } from 'zod';
import { kql } from '../azure/kql.ts';
import { defineCollector } from './collector.ts';
import { askWorkspace } from './workspace/ask-workspace.ts';
import { inventoryOf } from './workspace/inventory-of.ts';

/** What the inventory saw of one container over the window, also when its pod is gone. */
export interface ContainerHistory {
  pod: string;
  container: string;
  node: string;
  /** Growth of the restart counter within the window. */
  restarts: number;
  /** Endings that were seen, verbatim in `text`; the inventory has only the latest at each sample: there may have been more. */
  endings: { reason: string; finishedAt: Date; text: string }[];
  lastSeen: Date;
}

const Row = z.object({
  Pod: z.string(),
  Container: z.string(),
  Node: z.string(),
  Reason: z.string().nullable(),
  FinishedAt: z.date().nullable(),
  Text: z.string().nullable(),
  Fewest: z.number(),
  Most: z.number(),
  LastSeen: z.date(),
});

/**
 * Restarts and endings of the subject's containers over the window (Log Analytics, KubePodInventory).
 * ContainerLastStatus has the reason but no exit code, and only the latest ending at each sample.
 */
export const restartHistory = defineCollector({
  name: 'restartHistory',
  what: 'restart history',
  async collect(azure, subject, window) {
    const query = kql`
${inventoryOf(subject, window)}
| where isnotempty(ContainerName)
| summarize Fewest = min(ContainerRestartCount), Most = max(ContainerRestartCount), LastSeen = max(TimeGenerated)
    by Name, ContainerName, Computer, ContainerLastStatus
| extend Ending = parse_json(ContainerLastStatus)
| project Pod = Name, Container = extract('[^/]+$', 0, ContainerName), Node = Computer, Reason = tostring(Ending.reason),
    FinishedAt = todatetime(Ending.finishedAt), Text = ContainerLastStatus, Fewest, Most, LastSeen
| order by Pod asc, Container asc, LastSeen asc`;
    return askWorkspace(
      azure,
      subject.cluster,
      { table: 'KubePodInventory', query, row: Row, window, at: ({ LastSeen }) => LastSeen },
      (rows) => histories(rows),
    );
  },
});

function histories(rows: z.infer<typeof Row>[]): ContainerHistory[] {
  const byContainer = Map.groupBy(rows, (row) => `${row.Pod}/${row.Container}`);
  return [...byContainer.values()].flatMap((those) => {
    const last = those.at(-1);
    if (!last) return [];
    return {
      pod: last.Pod,
      container: last.Container,
      node: last.Node,
      restarts: Math.max(...those.map((row) => row.Most)) - Math.min(...those.map((row) => row.Fewest)),
      endings: those.flatMap(({ Reason, FinishedAt, Text }) =>
        FinishedAt ? [{ reason: Reason ?? '', finishedAt: FinishedAt, text: Text ?? '' }] : [],
      ),
      lastSeen: last.LastSeen,
    };
  });
}
