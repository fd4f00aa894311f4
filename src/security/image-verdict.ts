import type { Vulnerability } from '../model/image.ts';
import type { ImageReport } from '../model/image-report.ts';

type Facts = Pick<ImageReport, 'scan' | 'unscannedWhy' | 'counts' | 'fixable' | 'running' | 'mayRunElsewhere'>;

/** The first line of an image's card: what matters most, with its number and where it runs. */
export function imageVerdict(facts: Facts): ImageReport['verdict'] {
  const { scan, unscannedWhy, counts, running } = facts;
  const where = runsWhere(facts);
  if (!scan)
    return {
      level: 'unknown',
      sentence: unscannedWhy ? `Never scanned by Defender${where}.` : `Findings could not be read${where}.`,
    };

  const all = scan.value.vulnerabilities;
  const exploited = all.filter(({ knownExploited }) => knownExploited);
  const exploitable = all.filter((it) => it.exploitable && !it.knownExploited);
  const runs = (running?.value.length ?? 0) > 0;
  if (exploited.length > 0)
    return {
      level: 'attention',
      sentence: `${counted(exploited.length, 'CVE')} exploited in the wild${fixes(exploited)}${where}.`,
    };
  if (exploitable.length > 0)
    return {
      level: runs ? 'attention' : 'warning',
      sentence: `${counted(exploitable.length, 'CVE')} with a public exploit${fixes(exploitable)}${where}.`,
    };
  if (counts.Critical + counts.High > 0) {
    const parts = [counts.Critical > 0 && `${counts.Critical} Critical`, counts.High > 0 && `${counts.High} High`]
      .filter(Boolean)
      .join(' and ');
    return { level: 'warning', sentence: `${parts}, none known to be exploited${where}.` };
  }
  if (scan.value.isPartial || scan.value.unscanned)
    return {
      level: 'unknown',
      sentence: `Nothing High or worse in what could be read, but some findings could not be read${where}.`,
    };
  if (all.length > 0)
    return { level: 'good', sentence: `${counted(all.length, 'finding')}, none High or worse${where}.` };
  return { level: 'good', sentence: `No open findings${where}.` };
}

function fixes(found: Pick<Vulnerability, 'fixedIn' | 'isFixUnknown'>[]): string {
  const fixable = found.filter(({ fixedIn }) => fixedIn !== undefined).length;
  if (fixable === 0) return found.some(({ isFixUnknown }) => isFixUnknown) ? ', fix unknown' : ', no fix yet';
  return fixable === found.length ? ', fixable' : `, ${fixable} fixable`;
}

function runsWhere({ running, mayRunElsewhere }: Facts): string {
  if (!running) return '';
  if (running.value.length === 0)
    return mayRunElsewhere ? '; it runs in no cluster that answered' : '; it runs nowhere';
  const clusters = [...new Set(running.value.map(({ cluster }) => cluster))];
  const pods = running.value.reduce((sum, place) => sum + place.pods, 0);
  return `; runs in ${clusters.slice(0, 2).join(' and ')}${clusters.length > 2 ? ` and ${clusters.length - 2} more` : ''} (${counted(pods, 'pod')})`;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
