import type { Cell } from '../../kql/database.ts';
import { columnsOf } from '../tables/table.ts';

/** The columns that resources and securityresources share. */
export const graphColumns = columnsOf(`
  id:string name:string type:string tenantId:string kind:string location:string resourceGroup:string subscriptionId:string managedBy:string
  sku:dynamic plan:dynamic properties:dynamic tags:dynamic identity:dynamic zones:dynamic extendedLocation:dynamic`);

/** An ARM body, as much of it as has a column. */
export interface ArmBody {
  id: string;
  name: string;
  type: string;
  location?: string;
  kind?: string;
  sku?: object;
  plan?: object;
  properties: object;
  tags?: object;
  identity?: object;
}

/** A row of Resource Graph: the type and the resource group in small letters, as it gives them. */
export function graphRow(tenantId: string, body: ArmBody): Cell[] {
  const part = (name: string) => new RegExp(`/${name}/([^/]+)`, 'i').exec(body.id)?.[1] ?? '';
  return [
    body.id,
    body.name,
    body.type.toLowerCase(),
    tenantId,
    body.kind ?? '',
    body.location ?? '',
    part('resourceGroups').toLowerCase(),
    part('subscriptions'),
    '',
    body.sku ?? null,
    body.plan ?? null,
    body.properties,
    body.tags ?? null,
    body.identity ?? null,
    null,
    null,
  ];
}
