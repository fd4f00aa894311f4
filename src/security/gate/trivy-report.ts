import { z } from 'zod';

/** So many findings are read of a report; one with more is not believed to be all. */
export const mostFindings = 50_000;
const mostResults = 5_000;

const text = (most: number) =>
  z
    .string()
    .transform((it) => it.slice(0, most))
    .optional()
    .catch(undefined);

const Labels = z.record(z.string(), z.unknown());

/** The outside of a Trivy report, schema version 2; what has another type is as good as missing. */
const Report = z.object({
  SchemaVersion: z.number().optional().catch(undefined),
  Trivy: z
    .object({ Version: text(40) })
    .optional()
    .catch(undefined),
  CreatedAt: text(60),
  ArtifactName: text(400),
  ArtifactType: text(60),
  Metadata: z
    .object({
      OS: z
        .object({ Family: text(60), Name: text(60), EOSL: z.boolean().optional().catch(undefined) })
        .optional()
        .catch(undefined),
      RepoTags: z.array(z.unknown()).optional().catch(undefined),
      RepoDigests: z.array(z.unknown()).optional().catch(undefined),
      ImageConfig: z
        .object({
          config: z
            .object({ Labels: Labels.optional().catch(undefined) })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  Results: z.array(z.unknown()).nullish(),
});

/** One target of it: the packages of the operating system, or those of a language. */
const Result = z.object({
  Target: text(400),
  Class: text(60),
  Vulnerabilities: z.array(z.unknown()).nullish(),
  /** Findings that an ignore file or VEX took out, where the report was told to keep them apart. */
  ExperimentalModifiedFindings: z.array(z.unknown()).nullish().catch(undefined),
});

/** The parts of a report that the gate reads. */
export interface TrivyReport {
  report: Omit<z.infer<typeof Report>, 'Results'>;
  results: z.infer<typeof Result>[];
  /** Targets that could not be read. */
  unreadable: number;
}

/** Reads the outside of a report; undefined when it is none. Never throws, whatever it is given. */
export function readTrivyReport(json: unknown): TrivyReport | undefined {
  // The oldest reports are the bare list of targets.
  const parsed = Report.safeParse(Array.isArray(json) ? { Results: json } : json);
  if (!parsed.success) return undefined;
  const { Results, ...report } = parsed.data;
  if (!Results && report.SchemaVersion === undefined) return undefined;
  const all = (Results ?? []).slice(0, mostResults);
  const read = all.map((it) => Result.safeParse(it).data);
  return {
    report,
    results: read.flatMap((it) => it ?? []),
    unreadable: read.filter((it) => it === undefined).length + Math.max(0, (Results ?? []).length - mostResults),
  };
}
