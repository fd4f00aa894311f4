import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import { UserError } from '../../errors.ts';
import type { Context } from '../command.ts';
import { says } from '../language/field.ts';
import { nameText } from '../language/shared-fields.ts';

/** Whom the alerts of a rule are told to, by the name of an action group. */
export const groupField = nameText
  .optional()
  .meta(
    says({ is: 'name', noun: 'action group', keys: ['group', 'actiongroup', 'notify', 'calls'], idle: ['action'] }),
  );

const Row = z.object({ id: z.string() });

/** ARM id of the action group with this name in the subscription of what it is to be told of; throws UserError for none, or several. */
export async function actionGroupIn(
  subscriptionId: string,
  name: string,
  { azure }: Pick<Context, 'azure'>,
): Promise<string> {
  const query = graphKql`resources
    | where type =~ 'microsoft.insights/actiongroups' and subscriptionId =~ ${subscriptionId} and name =~ ${name}
    | project id
    | order by id asc`;
  const { rows } = await azure.graph.query(query, Row);
  const [one, another] = rows;
  if (!one) throw new UserError(`There is no action group "${name}" in this subscription that the bot can see.`);
  if (another) throw new UserError(`Several action groups of this subscription are called "${name}".`);
  return one.id;
}
