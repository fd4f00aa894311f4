import type { ImageReport } from '../../model/image-report.ts';
import type { FoundInImage } from './gate-facts.ts';

/** What Defender found in an image, as the gate judges it. */
export function foundByDefender({ scan, unscannedWhy, gaps }: ImageReport): FoundInImage {
  if (!scan && unscannedWhy) return { kind: 'never-scanned', ...unscannedWhy };
  if (!scan) {
    const [gap] = gaps;
    return {
      kind: 'unreadable',
      why: gap?.why ?? 'Defender did not answer.',
      next: gap?.next ?? 'Ask again in a minute.',
    };
  }
  const { vulnerabilities, lastScannedAt, form, isPartial, unscanned = [] } = scan.value;
  return {
    kind: 'read',
    findings: vulnerabilities.map(({ cve, fixedIn, isFixUnknown, ...it }) => ({
      ...{ id: cve, package: it.package, severity: it.severity, fixable: fixedIn !== undefined, isFixUnknown },
      ...{ knownExploited: it.knownExploited, ...(it.publishedAt && { publishedAt: it.publishedAt }) },
    })),
    source: 'Defender for Cloud',
    from: 'defender',
    ...(lastScannedAt && { scannedAt: lastScannedAt }),
    unreadable: 0,
    isCut: isPartial ?? false,
    ...(unscanned.length > 0 && { unscanned }),
    tellsExploited: true,
    notes:
      form === 'legacy'
        ? ['The findings are in the form that Microsoft retired on 31 July 2026: they may be old.']
        : [],
  };
}
