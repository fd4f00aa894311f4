import type { Remediation } from '../../../src/model/remediation.ts';
import { fingerprintOf } from '../../../src/remediation/fingerprint.ts';
import type { NewRemediation, StoredRemediation } from '../../../src/store/remediations.ts';
import type { Store } from '../../../src/store/store.ts';
import { person } from '../policy/some-policy.ts';
import { conversation } from './started-work.ts';

/** Puts a change into the store as it would be there: asked for by person 1, of the counter of this name. */
export async function keptChange(
  store: Store,
  name: string,
  now: Date,
  more: Partial<Remediation> = {},
): Promise<StoredRemediation> {
  const input = { name, by: 1 };
  const before = { value: 0 };
  const isOver = ['succeeded', 'failed', 'rejected', 'expired', 'undone'].includes(more.state ?? 'proposed');
  const wanted: NewRemediation = {
    ...{ key: fingerprintOf(['add', input]), state: 'proposed', action: 'add', input, round: 1, conversation },
    plan: {
      ...{ sentence: `Add 1 to ${name}.`, reach: [], before },
      place: { cluster: 'prod-1', namespace: 'payments', environment: 'production' },
      objects: [
        { kind: 'Counter', namespace: 'payments', name, fields: [{ field: 'value', before: '0', after: '1' }] },
      ],
    },
    ...{ fingerprint: fingerprintOf(before), asker: person(1), needs: { approvals: 1, rule: 'default' } },
    ...{ decisions: [], proposedAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
    ...(isOver && { endedAt: now }),
    ...more,
  };
  const kept = await store.together(now, (writing) => writing.addRemediation(wanted));
  if (!kept) throw new Error(`"${name}" waits already`);
  return kept;
}
