import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { Evidence, Window } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { Subject } from '../../model/subject.ts';
import { spanned } from '../../telemetry.ts';
import type { Collector } from '../collector.ts';
import { redactFact } from '../redact/redact-fact.ts';
import { readGap } from './read-gap.ts';

/** What each of a set of collectors yields, by its key. */
export type Gathered<C> = { [K in keyof C]?: C[K] extends Collector<string, infer T> ? Evidence<T> : never };

/** Runs collectors side by side; what could not be read, and what was read in part, becomes a Gap. Nobody sees a fact before its secrets are gone. */
export async function gather<C extends Record<string, Collector<string, unknown>>>(
  collectors: C,
  azure: Azure,
  subject: Subject,
  window: Window,
): Promise<{ evidence: Gathered<C>; gaps: Gap[] }> {
  const read = await Promise.all(
    Object.entries(collectors).map(async ([key, collector]) => {
      try {
        const evidence = await spanned(`collect ${collector.name}`, {}, () =>
          collector.collect(azure, subject, window),
        );
        return { key, evidence: { ...evidence, value: redactFact(evidence.value) } };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { key, gap: readGap(error, collector.what) };
      }
    }),
  );
  return {
    evidence: Object.fromEntries(
      read.flatMap(({ key, evidence }) => (evidence ? [[key, evidence]] : [])),
    ) as Gathered<C>,
    gaps: read.flatMap(({ gap, evidence }) => gap ?? evidence?.gap ?? []),
  };
}
