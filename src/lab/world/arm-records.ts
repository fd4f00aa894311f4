import type { ContainerRegistry } from './estate.ts';
import { seededUuid } from './seeded.ts';
import type { TaskRun } from './task-run.ts';

/** What somebody did over Azure Resource Manager. */
export interface ArmActivity {
  at: Date;
  /** ARM id of what it was done to. */
  resourceId: string;
  /** "Microsoft.ContainerService/managedClusters/write". */
  operation: string;
  /** A person's name, or an identity's object id. */
  caller: string;
  status: 'Started' | 'Succeeded' | 'Failed';
  correlationId: string;
}

/** An operation that a resource provider takes its time for. */
export interface ArmOperation {
  id: string;
  /** In small letters. */
  resourceId: string;
  /** It ends when it was looked at once. */
  ended: boolean;
}

/** A resource's fields as somebody set them, beside what the world makes of it. */
export interface ArmEdit {
  tags?: Record<string, unknown>;
  properties?: Record<string, unknown>;
}

/** What Resource Manager remembers of changes; ids in small letters. */
export interface ArmRecords {
  edits: Map<string, ArmEdit>;
  /** How often a resource was changed, for its ETag. */
  versions: Map<string, number>;
  operations: ArmOperation[];
  activities: ArmActivity[];
  /** Runs of ACR Tasks, the oldest first. */
  taskRuns: TaskRun[];
  /** Scheduled query rules by id, as bodies. */
  alertRules: Map<
    string,
    { id: string; name: string; location: string; properties: Record<string, unknown>; [field: string]: unknown }
  >;
  /** Rule groups of managed Prometheus, and metric alerts, by id, as bodies. */
  monitorRules: Map<
    string,
    { id: string; name: string; type: string; location: string; properties: Record<string, unknown> }
  >;
  /** Rows that were sent to a workspace's custom tables: by "customer id/table". */
  ingested: Map<string, { at: Date; row: Record<string, unknown> }[]>;
}

/** Nothing was changed yet, but that somebody tagged the registries. */
export function newArmRecords(bornAt: Date, registries: readonly ContainerRegistry[]): ArmRecords {
  return {
    edits: new Map(),
    versions: new Map(),
    operations: [],
    taskRuns: [],
    activities: registries.flatMap(({ id }) => {
      const correlationId = seededUuid(`tagged/${id}`);
      const at = new Date(bornAt.getTime() - 20 * 60_000);
      const line = {
        at,
        resourceId: id,
        operation: 'Microsoft.Resources/tags/write',
        caller: 'ann@contoso.example',
        correlationId,
      };
      return [
        { ...line, status: 'Started' as const },
        { ...line, status: 'Succeeded' as const },
      ];
    }),
    alertRules: new Map(),
    monitorRules: new Map(),
    ingested: new Map(),
  };
}
