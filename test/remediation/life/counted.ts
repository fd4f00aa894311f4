import { z } from 'zod';
import { UserError } from '../../../src/errors.ts';
import type { ChangePlace, ManagedBy } from '../../../src/model/remediation.ts';
import { type AnyAction, defineAction } from '../../../src/remediation/action.ts';

/** The smallest world that can be changed: a counter for each name, and what was done to it. */
export interface Counted {
  values: Map<string, number>;
  /** Every write that arrived, by name. */
  made: string[];
  place: ChangePlace;
  managedBy?: ManagedBy;
  /** What goes wrong next, once each: before anything is written, or after it was. */
  faults: { plan?: Error; beforeWrite?: Error; afterWrite?: Error; verify?: Error };
  /** What goes wrong goes on to. */
  isDown?: boolean;
  /** The writes wait for it. */
  hold?: Promise<void>;
}

/** At a place that the policies of the tests name. */
export function countedWorld(): Counted {
  return {
    values: new Map(),
    made: [],
    place: { cluster: 'prod-1', namespace: 'payments', environment: 'production' },
    faults: {},
  };
}

/** An action that adds to a counter: as honest as one of Azure's, planned, run on a precondition and looked up. */
export function addTo(world: Counted, o: { runMs?: number; everyMs?: number } = {}): AnyAction {
  const counted = (name: string) => world.values.get(name) ?? 0;
  return defineAction({
    name: 'add',
    title: 'Add to it',
    risk: 'low',
    input: z.strictObject({ name: z.string(), by: z.number().int().default(1) }),
    watch: { forMs: 60_000, everyMs: o.everyMs ?? 5_000 },
    ...(o.runMs !== undefined && { runMs: o.runMs }),
    async plan(_, { name, by }) {
      fail(world, 'plan');
      const before = counted(name);
      if (before < 0) throw new UserError(`${name} is below nothing.`);
      return {
        sentence: `Add ${by} to ${name}.`,
        place: world.place,
        objects: [
          {
            kind: 'Counter',
            namespace: 'payments',
            name,
            fields: [{ field: 'value', before: `${before}`, after: `${before + by}` }],
          },
        ],
        reach: [],
        ...(world.managedBy && { managedBy: world.managedBy }),
        before: { value: before },
      };
    },
    async run(_, { name, by }, { before }) {
      await world.hold;
      fail(world, 'beforeWrite');
      if (counted(name) !== before.value) throw new UserError(`${name} is another one.`);
      world.values.set(name, before.value + by);
      world.made.push(name);
      fail(world, 'afterWrite');
      return { correlationId: `made-${world.made.length}` };
    },
    async verify(_, { name, by }, { before }) {
      fail(world, 'verify');
      const value = counted(name);
      return value === before.value + by
        ? { state: 'done', sentence: `${name} is ${value}.` }
        : { state: 'failed', sentence: `${name} is ${value} still.` };
    },
    undo: ({ name, by }) => ({ action: 'add', input: { name, by: -by } }),
  }) as unknown as AnyAction;
}

function fail({ faults, isDown }: Counted, step: keyof Counted['faults']): void {
  const fault = faults[step];
  if (!isDown) delete faults[step];
  if (fault) throw fault;
}
