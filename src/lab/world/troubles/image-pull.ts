import { imageName } from '../kubernetes/metadata.ts';
import type { World } from '../world.ts';
import { type RolledOut, type RollOut, rollOut } from './roll-out.ts';

/** A roll-out whose image the runtime cannot pull, with the failure in containerd's words about that image. */
export function imagePull(world: World, given: RollOut & { failure: (image: string) => string }): RolledOut {
  const { failure, ...roll } = given;
  const rolled = rollOut(world, { ...roll, stuck: true });
  for (const pod of rolled.pods)
    pod.waits.set(rolled.container.name, {
      since: new Date(pod.createdAt.getTime() + 2_000),
      reason: 'ImagePullBackOff',
      failure: failure(imageName(rolled.container.image)),
    });
  return rolled;
}

/** How containerd begins to say that it has no image, whatever the cause. */
export function unresolved(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}"`;
}
