import type { DetectorReport, DetectorStatus } from '../model/detector.ts';
import type { DetectorRun } from '../model/detector-run.ts';
import { counted } from './quantity.ts';
import type { Level } from './verdict-style.ts';

/** Whether something needs a person's attention: what it means cannot be told counts as that. */
export function isTrouble({ status }: { status: DetectorStatus }): boolean {
  return status === 'critical' || status === 'warning' || status === 'unknown';
}

/** The answer in a sentence, and how bad it is. What could not be made is never called passed. */
export function detectorVerdict(run: DetectorRun, category: string | undefined): { level: Level; sentence: string } {
  const { reports, gaps, cluster, wish } = run;
  const [worst] = reports;
  const among = category === undefined ? '' : ` of ${category.toLowerCase()}`;
  if (!worst) return unmade(run, among);
  const level = levelOf(reports, gaps.length > 0);
  if ('check' in wish) return { level, sentence: `${worst.name}: ${worst.insights[0]?.message || endOf(worst)}` };
  const critical = reports.filter(({ status }) => status === 'critical').length;
  const warning = reports.filter(isTrouble).length - critical;
  const all = `${counted(reports.length, 'check')}${among}`;
  if (critical + warning === 0) {
    if (gaps.length > 0)
      return { level, sentence: `${all} of ${cluster.name} found no trouble, others could not be made` };
    return {
      level,
      sentence:
        reports.length === 1
          ? `The one check${among} of ${cluster.name} found no trouble`
          : `All ${all} of ${cluster.name} found no trouble`,
    };
  }
  const told = [
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
  ];
  return { level, sentence: `${cluster.name}: ${told.join(' and ')} in ${all}` };
}

function unmade({ cluster, gaps, wish }: DetectorRun, among: string): { level: Level; sentence: string } {
  if (gaps.length > 0) return { level: 'unknown', sentence: `AKS could make no check${among} of ${cluster.name}` };
  const what = 'check' in wish ? `no check "${wish.check}"` : `no check${among}`;
  return { level: 'unknown', sentence: `AKS has ${what} for ${cluster.name}` };
}

function levelOf(reports: readonly DetectorReport[], isPart: boolean): Level {
  const [worst] = reports;
  if (worst?.status === 'critical') return 'attention';
  if (worst && isTrouble(worst)) return 'warning';
  return isPart ? 'unknown' : 'good';
}

function endOf({ status, statusText, description }: DetectorReport): string {
  return statusText || (status === 'none' ? 'nothing to say' : description);
}
