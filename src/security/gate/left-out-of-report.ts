import type { GateFinding } from './gate-facts.ts';
import type { TrivyReport } from './trivy-report.ts';

/** From so many findings on it is odd when a whole kind of them is missing. */
const oddMany = 10;

/**
 * What a report seems to leave out, a sentence each: it does not say with which options it was made, but findings that are
 * all of a kind, and those that its maker put aside, can be seen.
 */
export function leftOutOfReport(findings: readonly GateFinding[], results: TrivyReport['results']): string[] {
  const putAside = results.reduce((sum, it) => sum + (it.ExperimentalModifiedFindings?.length ?? 0), 0);
  const isMany = findings.length >= oddMany;
  const mild = findings.filter(({ severity }) => severity !== 'Critical' && severity !== 'High').length;
  return [
    ...(putAside > 0
      ? [`Whoever made the report put ${putAside} aside (an ignore file, or VEX): they were not judged.`]
      : []),
    ...(isMany && mild === 0
      ? ['No finding is below High: the report may have been made with --severity, and others were not judged.']
      : []),
    ...(isMany && findings.every(({ fixable }) => fixable)
      ? ['Every finding has a fix: the report may have been made with --ignore-unfixed, and others were not judged.']
      : []),
  ];
}
