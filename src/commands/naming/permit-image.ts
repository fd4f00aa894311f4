import { parseImage } from '../../model/parse-image.ts';
import type { WhatRuns } from '../../security/what-runs.ts';
import type { Context } from '../command.ts';
import { everywhere } from '../people/scope.ts';
import type { SaidImage } from './wanted-images.ts';

/**
 * An image is in no cluster: who is limited to some places may ask about those that run there, in whatever version.
 * Throws Refused for any other; `running` is what runs where the person may look.
 */
export async function permitImage({ image }: SaidImage, { evidence }: WhatRuns, { permit }: Context): Promise<void> {
  const ref = image === undefined ? undefined : parseImage(image);
  const runs = (evidence?.value ?? []).some(
    (it) =>
      ref?.repository.toLowerCase() === it.image.repository.toLowerCase() &&
      (ref.registry === undefined || ref.registry === it.image.registry),
  );
  // A workload's images are looked for among what runs there: what is not is not found.
  await permit(runs || image === undefined ? 'any place' : everywhere);
}
