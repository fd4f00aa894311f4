import { z } from 'zod';
import type { ArmResource } from '../../azure/arm-changes.ts';
import type { Azure } from '../../azure/azure.ts';
import { parseRows } from '../../azure/parse-rows.ts';
import type { Receipt } from '../../azure/receipt.ts';
import { UpstreamError, UserError } from '../../errors.ts';
import type { ChangePlace, Risk } from '../../model/remediation.ts';
import { type Action, defineAction, type Verified } from '../action.ts';
import { ranBy } from '../ran-by.ts';
import { fieldsBetween, type PropertyValues, propertyValues, valuesIn } from './property-values.ts';

const service = 'Azure Resource Manager';

/** What the input of every fix has. */
export const fixTarget = {
  /** ARM id of the resource. */
  resourceId: z.string().min(1).max(400),
  /** How undoing says what it puts back. */
  back: propertyValues.optional(),
};

/** The same, read. */
export interface FixInput {
  resourceId: string;
  back?: PropertyValues | undefined;
}

/** The body of a resource, as far as fixes look at it. */
const Body = z.looseObject({
  sku: z.looseObject({ name: z.string() }).optional(),
  properties: z.looseObject({
    provisioningState: z
      .string()
      .regex(/^\w{1,40}$/)
      .default('Succeeded'),
  }),
});

/** The same, read. */
export type FixBody = z.infer<typeof Body>;

/** What fixes of one type of resource have in common. */
export interface FixedType {
  /** "cluster". */
  noun: string;
  apiVersion: string;
  /** Finds it among those that the identity can read; throws UserError for any other. */
  locate(azure: Azure, id: string): Promise<{ id: string; name: string; place: ChangePlace }>;
  /** Why nothing can be changed in it now, in a sentence. */
  hindrance?(body: FixBody): string | undefined;
  /** Sets the values, once. */
  write(azure: Azure, id: string, resource: ArmResource, values: PropertyValues): Promise<Receipt>;
}

/** A change of a resource's settings by which a mistake of its posture goes away. */
export interface Fix<Name extends string, Input extends FixInput> {
  name: Name;
  title: string;
  risk: Risk;
  input: z.ZodType<Input>;
  /** The properties that it may set, with what Azure takes for one that is not there. */
  usual: PropertyValues;
  /** What it sets, of those properties. */
  wanted(input: Input): PropertyValues;
  /** "Disable the local accounts of prod-weu." */
  sentence(name: string, input: Input): string;
  /** Why it makes no sense for this resource, in a sentence. */
  hindrance?(body: FixBody, input: Input): string | undefined;
  /** Who is affected, one sentence each. */
  reach(it: { azure: Azure; name: string; body: FixBody; input: Input; now: Date }): string[] | Promise<string[]>;
}

/** Makes an action of a fix: get, change, write on what was read, read back; undoing sets what was there before. */
export function defineFix<const Name extends string, Input extends FixInput>(
  type: FixedType,
  fix: Fix<Name, Input>,
): Action<Name, Input, PropertyValues> {
  const { usual } = fix;
  async function read(azure: Azure, { resourceId }: Input) {
    const resource = await azure.change.arm.get(resourceId, type.apiVersion);
    const [body] = parseRows(service, Body, [resource.body]) as [FixBody];
    return { resource, body, values: valuesIn(body.properties, usual) };
  }
  // Nothing but the fix's own properties is ever put back.
  const wanted = (input: Input): PropertyValues =>
    input.back === undefined ? fix.wanted(input) : { ...usual, ...pick(input.back, Object.keys(usual)) };

  return defineAction<Name, Input, PropertyValues>({
    ...{ name: fix.name, title: fix.title, risk: fix.risk, input: fix.input },
    watch: { forMs: 30 * 60_000, everyMs: 10_000 },
    // A change is followed to its end for ten minutes.
    runMs: 12 * 60_000,
    async plan(azure, input, now) {
      const { name, place } = await type.locate(azure, input.resourceId);
      const { resource, body, values } = await read(azure, input);
      const fields = fieldsBetween(values, wanted(input));
      if (fields.length === 0) throw new UserError(`${name} is set so already: there is nothing to change.`);
      const isBack = input.back !== undefined;
      const hindrance = type.hindrance?.(body) ?? (isBack ? undefined : fix.hindrance?.(body, input));
      if (hindrance !== undefined) throw new UserError(hindrance);
      return {
        sentence: isBack ? `Put the settings of ${type.noun} ${name} back as they were.` : fix.sentence(name, input),
        place,
        objects: [{ kind: type.noun, namespace: '', name, fields }],
        reach: isBack
          ? ['Whatever relies on the change that is taken back does so no longer.']
          : await fix.reach({ azure, name, body, input, now }),
        before: values,
        ...(resource.etag !== undefined && { precondition: resource.etag }),
      };
    },
    async run(azure, input, { before, precondition }) {
      const { resource, values } = await read(azure, input);
      if (resource.etag !== precondition || fieldsBetween(before, values).length > 0)
        throw new UpstreamError(service, 'conflict', 'has another state of it by now', { target: input.resourceId });
      return ranBy(await type.write(azure, input.resourceId, resource, wanted(input)));
    },
    async verify(azure, input) {
      const { body, values } = await read(azure, input);
      return standing(body.properties.provisioningState, values, wanted(input));
    },
    undo: (input, { before }) => ({
      action: fix.name,
      input: { ...(input as Record<string, unknown> & Input), back: before },
    }),
  });
}

function standing(state: string, values: PropertyValues, wanted: PropertyValues): Verified {
  if (/^(failed|cancell?ed)$/i.test(state))
    return { state: 'failed', sentence: `Azure says that its last change ended as ${state}.` };
  if (state !== 'Succeeded') return { state: 'pending', sentence: `Azure still works on it (${state}).` };
  const [missing] = fieldsBetween(values, wanted);
  if (missing) return { state: 'failed', sentence: `${missing.field} is ${missing.before || 'not set'} there.` };
  return { state: 'done', sentence: 'It was read back and is set so.' };
}

function pick(values: PropertyValues, names: readonly string[]): PropertyValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
