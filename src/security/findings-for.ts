import type { Azure } from '../azure/azure.ts';
import { gapOf } from '../azure/gap.ts';
import type { Manifest } from '../azure/registry.ts';
import { UpstreamError } from '../errors.ts';
import { individualFindings } from '../evidence/images/image-findings.ts';
import { platformFindings } from '../evidence/images/platform-findings.ts';
import type { Gap } from '../model/gap.ts';
import type { Vulnerability } from '../model/image.ts';
import type { Store } from '../store/store.ts';
import { rankVulnerabilities } from './rank-vulnerabilities.ts';
import { unscannedGaps } from './unscanned-gaps.ts';

/** The findings of one image for a comparison. */
export interface ComparedImage {
  /** "payments-api:1.8", or by its digest. */
  name: string;
  /** With its digest, for a question about it. */
  ref: string;
  /** Most urgent first; empty also where nothing could be read, and then a gap says so. */
  vulnerabilities: Vulnerability[];
  /** Whether Defender has any row of it; false: what is missing in it may be there all the same. */
  isScanned: boolean;
  gaps: Gap[];
}

/** What Defender has of an image now; where it does not answer, what the snapshot knows. */
export async function findingsFor(azure: Azure, store: Store, manifest: Manifest, now: Date): Promise<ComparedImage> {
  const { loginServer, repository, digest, tags } = manifest;
  const [tag] = tags;
  const named = {
    name: tag === undefined ? `${repository}@${digest.slice(7, 19)}` : `${repository}:${tag}`,
    ref: `${loginServer}/${repository}@${digest}`,
  };
  try {
    const own = await individualFindings(azure, digest, now);
    const index = own.value.scanned ? undefined : await platformFindings(azure, manifest, now);
    const { value, gap } = index?.findings ?? own;
    const vulnerabilities = rankVulnerabilities(value.vulnerabilities);
    const gaps = [
      ...(gap ? [gap] : []),
      ...(value.unreadable > 0 ? [unread(value.unreadable, named.name)] : []),
      ...unscannedGaps(index?.findings && index.unscanned, named.name),
    ];
    return { ...named, vulnerabilities, isScanned: value.scanned, gaps };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const [known] = await store.images.scans([digest]);
    const gap = gapOf(error, `findings of ${named.name}`);
    return {
      ...named,
      vulnerabilities: known?.vulnerabilities ?? [],
      isScanned: known !== undefined,
      gaps: [{ ...gap, ...(known && { instead: 'the stored snapshot' }) }],
    };
  }
}

function unread(rows: number, name: string): Gap {
  return {
    what: `${rows} ${rows === 1 ? 'row' : 'rows'} of findings of ${name}`,
    service: 'Resource Graph',
    why: 'Their details have a shape that is not known here: what seems fixed may be in them.',
    next: 'Open the image in Defender for Cloud.',
  };
}
