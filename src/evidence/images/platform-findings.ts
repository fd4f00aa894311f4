import type { Azure } from '../../azure/azure.ts';
import type { Evidence } from '../../model/evidence.ts';
import { type ImageFindings, individualFindings } from './image-findings.ts';

/** Findings of an index by those of its images. */
export interface PlatformFindings {
  /** Of all of them together; undefined where Defender has no row of any, and for what is no index. */
  findings?: Evidence<ImageFindings>;
  /** Platforms of which Defender has no row ("linux/arm64"). */
  unscanned: string[];
  /** Digests of its images. */
  digests: string[];
}

/** What Defender has of the images that an index is made of: it scans these, not the index. Throws UpstreamError. */
export async function platformFindings(
  azure: Azure,
  { loginServer, repository, digest }: { loginServer: string; repository: string; digest: string },
  at: Date,
): Promise<PlatformFindings> {
  const platforms = await azure.registry.origin(loginServer, repository).platforms(digest);
  const read = await Promise.all(
    platforms.map(async (platform) => ({ platform, found: await individualFindings(azure, platform.digest, at) })),
  );
  const scanned = read.filter(({ found }) => found.value.scanned).map(({ found }) => found);
  const [first] = scanned;
  const gap = scanned.find((it) => it.gap)?.gap;
  const dates = scanned.flatMap(({ value }) => (value.lastScannedAt ? [value.lastScannedAt.getTime()] : []));
  return {
    ...(first && {
      findings: {
        ...{ source: first.source, at, ...(gap && { gap }) },
        value: {
          ...{ scanned: true, form: 'individual' as const },
          vulnerabilities: scanned.flatMap(({ value }) => value.vulnerabilities),
          unreadable: scanned.reduce((sum, { value }) => sum + value.unreadable, 0),
          // All of it is known as of the one that was scanned longest ago.
          ...(dates.length > 0 && { lastScannedAt: new Date(Math.min(...dates)) }),
        },
      },
    }),
    unscanned: read
      .filter(({ found }) => !found.value.scanned)
      .map(({ platform }) => `${platform.os}/${platform.architecture}`),
    digests: platforms.map((it) => it.digest),
  };
}
