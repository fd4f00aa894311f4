import { z } from 'zod';
import type { Subject } from '../../model/subject.ts';
import type { AuditReading } from '../../store/audit-reading.ts';
import type { AuditLine } from '../../store/store.ts';

const most = 200;

const Facts = z.object({
  change: z.number(),
  place: z.object({ cluster: z.string(), namespace: z.string().optional() }),
});

/**
 * The lines of our audit that tell of a change of this workload. Only those that say in which place it was made: who asks
 * may see this place, and hears of no other.
 */
export async function ownLines(audit: AuditReading, subject: Subject, since: Date): Promise<AuditLine[]> {
  const lines = await audit.page({ what: 'change:', about: subject.name, since, limit: most });
  return lines.filter(({ facts, detail }) => {
    const { data } = Facts.safeParse(facts);
    const names = detail.split(/[^\w.-]+/);
    return (
      data !== undefined &&
      data.place.cluster.toLowerCase() === subject.cluster.name.toLowerCase() &&
      data.place.namespace === subject.namespace &&
      names.includes(subject.name)
    );
  });
}
