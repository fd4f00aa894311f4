import { z } from 'zod';
import { noticeCard } from '../cards/notice.ts';
import { counted } from '../cards/quantity.ts';
import { type AuditVerdict, verifyAudit } from '../store/verify-audit.ts';
import { defineCommand } from './command.ts';
import { everywhere } from './people/scope.ts';

/** Whether the audit is what it was. Of admins: it reads all of it. */
export const auditVerify = defineCommand({
  name: 'audit verify',
  synonyms: ['verify audit', 'verify the audit', 'check the audit', 'audit check'],
  usage: 'audit verify',
  summary: 'Whether a line of the audit was changed, removed or pushed in.',
  examples: ['audit verify'],
  role: 'admin',
  touches: 'no cluster',
  input: z.object({}),
  doing: () => 'Reading the whole audit',
  async run(_, { permit, store, signal, buttons }) {
    await permit(everywhere);
    const verdict = await verifyAudit(store.auditLines, undefined, signal);
    const presses = await buttons([{ title: 'Audit', verb: 'audit', input: {} }]);
    return { card: noticeCard({ ...told(verdict), buttons: presses }) };
  },
});

function told({ right, head, fault }: AuditVerdict) {
  if (!fault)
    return {
      level: 'good' as const,
      title: `The audit is whole: ${counted(right, 'line')}`,
      text: `Its head is ${head.seq}:${head.hash}`,
      next: 'Keep the head elsewhere: who can write the whole database can redo the chain, and only a head that was kept tells.',
    };
  const says = {
    changed: `Line ${fault.seq} was changed`,
    missing: `Line ${fault.seq} is missing`,
    inserted: `Line ${fault.seq} was pushed in`,
    'cut off': `The audit is cut off before line ${fault.seq}`,
  };
  return {
    level: 'attention' as const,
    title: says[fault.kind],
    text: `${counted(right, 'line')} before it are right; what comes after is not vouched for.`,
    next: 'Keep a copy of the database as it is, and compare it with an earlier export or the copy in Log Analytics.',
  };
}
