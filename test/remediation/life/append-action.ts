import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../../../src/errors.ts';
import { type AnyAction, defineAction } from '../../../src/remediation/action.ts';

/** Where a run can be cut off: before it is begun, before it is made, after it was made and before that is recorded, when it is looked up. */
export const steps = ['plan', 'before write', 'after write', 'verify'] as const;

/** One of them. */
export type Step = (typeof steps)[number];

/** Every line of the file is a change that was made. */
export function madeIn(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

/** An action that appends its name to a file: a write made twice stands there twice. `at` is told every step. */
export function appendTo(file: string, at: (step: Step) => void): AnyAction {
  const count = (name: string) => madeIn(file).filter((it) => it === name).length;
  return defineAction({
    name: 'add',
    title: 'Append it',
    risk: 'low',
    input: z.strictObject({ name: z.string(), by: z.number() }),
    watch: { forMs: 600_000, everyMs: 1_000 },
    async plan(_, { name }) {
      const value = count(name);
      at('plan');
      return {
        ...{ sentence: `Append ${name}.`, objects: [], reach: [], before: { value } },
        place: { cluster: 'prod-1', namespace: 'payments', environment: 'production' },
      };
    },
    async run(_, { name }, { before }) {
      at('before write');
      if (count(name) !== before.value) throw new UserError(`${name} is there already.`);
      appendFileSync(file, `${name}\n`);
      at('after write');
      return {};
    },
    async verify(_, { name }, { before }) {
      const isThere = count(name) > before.value;
      at('verify');
      return { state: isThere ? 'done' : 'failed', sentence: isThere ? `${name} is there.` : `${name} is not there.` };
    },
  }) as unknown as AnyAction;
}
