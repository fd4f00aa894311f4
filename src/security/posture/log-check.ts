import { z } from 'zod';
import { flag, list, part, word } from './arm-fields.ts';
import { type Check, defineCheck } from './check.ts';
import { readEach } from './read-each.ts';
import { verdict } from './verdict.ts';

const apiVersion = '2021-05-01-preview';
const Setting = z.object({
  name: word,
  properties: part({
    ...{ workspaceId: word, storageAccountId: word, eventHubAuthorizationRuleId: word, marketplacePartnerId: word },
    logs: list(z.object({ category: word, categoryGroup: word, enabled: flag })),
  }),
});
type Setting = z.infer<typeof Setting>;

/** A check of a resource's own diagnostic settings, which stand in no list of Resource Graph. */
export interface LogCheck extends Omit<Check, 'reads' | 'read' | 'judge'> {
  /** Categories of which one has to be kept, or each. */
  wanted: readonly string[];
  isAll?: boolean;
  /** Whether Azure's group of categories "audit" stands for them too; "allLogs" always does. */
  isAudit?: boolean;
  /** "the audit log". */
  what: string;
  next: string;
}

/** Makes a check of it: one call a resource, however many checks ask. */
export function logCheck({ wanted, isAll = false, isAudit = false, what, next, ...check }: LogCheck): Check {
  return defineCheck<readonly Setting[]>({
    ...check,
    reads: 'each',
    read: ({ azure, now, once }, resources) =>
      readEach(
        resources,
        ({ name }) => `the diagnostic settings of ${name}`,
        async ({ id }) => ({
          value: await once(`diagnostic settings of ${id}`, () =>
            azure.arm.list(`${id}/providers/Microsoft.Insights/diagnosticSettings`, apiVersion, Setting),
          ),
          source: { service: 'Azure Resource Manager', detail: 'diagnosticSettings' },
          at: now,
        }),
      ),
    judge({ value: settings }) {
      const kept = new Set(settings.flatMap((it) => keptBy(it, wanted, isAudit ? /^(alllogs|audit)$/i : /^alllogs$/i)));
      const isKept = isAll ? kept.size === wanted.length : kept.size > 0;
      return verdict(isKept, {
        property: 'diagnosticSettings.properties.logs.enabled',
        value: kept.size > 0 ? [...kept].join(', ') : `none of ${wanted.join(', ')}`,
        good: `A diagnostic setting keeps ${what}.`,
        bad:
          settings.length === 0
            ? `It has no diagnostic setting: nobody keeps ${what}.`
            : `Its diagnostic settings do not keep ${isAll && kept.size > 0 ? 'all of ' : ''}${what}.`,
        step: { text: next },
      });
    },
  });
}

/** Which of these a setting sends somewhere; groups of categories of these names stand for all of them. */
function keptBy({ properties: it }: Setting, wanted: readonly string[], groups: RegExp): string[] {
  const goesSomewhere =
    it.workspaceId || it.storageAccountId || it.eventHubAuthorizationRuleId || it.marketplacePartnerId;
  if (!goesSomewhere) return [];
  const on = it.logs.filter(({ enabled }) => enabled);
  if (on.some(({ categoryGroup }) => groups.test(categoryGroup))) return [...wanted];
  const names = new Set(on.map(({ category }) => category.toLowerCase()));
  return wanted.filter((category) => names.has(category.toLowerCase()));
}
