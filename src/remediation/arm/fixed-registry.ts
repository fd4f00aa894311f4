import { registriesOf } from '../../azure/estate.ts';
import { UserError } from '../../errors.ts';
import type { FixedType } from './define-fix.ts';
import { withValues } from './property-values.ts';

/** A registry takes the properties that change (PATCH) and has no ETag. It is in no cluster: its place is everywhere. */
export const fixedRegistry: FixedType = {
  noun: 'registry',
  // Older ones without "preview" leave anonymous pull and the ARM tokens out, and so could not read them back.
  apiVersion: '2025-11-01',
  async locate(azure, id) {
    const found = (await registriesOf(azure)).find((it) => it.id.toLowerCase() === id.toLowerCase());
    if (!found) throw new UserError('The registry of this change is not there any more, or the bot may not see it.');
    return { id: found.id, name: found.name, place: {} };
  },
  write(azure, id, { etag }, values) {
    return azure.change.arm.patch(id, this.apiVersion, { properties: withValues({}, values) }, { etag });
  },
};
