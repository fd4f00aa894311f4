import type { Azure } from '../azure/azure.ts';
import { clustersOf } from '../azure/estate.ts';
import { gapOf } from '../azure/gap.ts';
import type { Manifest } from '../azure/registry.ts';
import { UpstreamError } from '../errors.ts';
import { repositoryEvents } from '../evidence/images/repository-events.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Gap } from '../model/gap.ts';
import type { ImageOrigin } from '../model/image-origin.ts';

/** Who pushed, imported and pulled an image; a gap where the logs could not be asked, and neither where none tells. */
export async function originOf(
  azure: Azure,
  { loginServer, digest }: Manifest,
  now: Date,
): Promise<{ origin?: Evidence<ImageOrigin> | undefined; gaps: Gap[] }> {
  try {
    return { origin: await repositoryEvents(azure, await clustersOf(azure), { loginServer, digest, now }), gaps: [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gaps: [gapOf(error, 'who pushed and pulled the image')] };
  }
}
