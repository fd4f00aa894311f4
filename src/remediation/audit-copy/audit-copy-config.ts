import { z } from 'zod';
import { ingestionNames } from '../../azure/ingestion-names.ts';

/** What is done with the audit beside keeping it: nothing, or a copy in Log Analytics. */
export const auditConfig = z.strictObject({
  copy: z
    .strictObject({
      endpoint: z
        .string()
        .regex(ingestionNames.endpoint, 'must be an address like https://NAME.REGION.ingest.monitor.azure.com'),
      rule: z.string().regex(ingestionNames.rule, 'must be the immutable id of a rule: dcr- and 32 digits from 0 to f'),
      stream: z
        .string()
        .regex(ingestionNames.stream, 'must be a name like Custom-WatchkeeperAudit_CL')
        .default('Custom-WatchkeeperAudit_CL'),
    })
    .optional()
    .describe('A copy of each line in Log Analytics: `endpoint`, `rule`, `stream`; see "The audit".'),
});

/** The section read. */
export type AuditConfig = z.infer<typeof auditConfig>;
