import type { ContainerRegistry, Image } from '../world/estate.ts';
import { seededUuid } from '../world/seeded.ts';
import type { World } from '../world/world.ts';

const lately = 4 * 3_600_000;

/** What Event Grid posts, an event a body: the images that were pushed for the roll-outs of the last four hours, by the image's name. */
export function pushEvents(world: World, now: Date): Map<string, unknown> {
  const pushed = new Map<string, unknown>();
  for (const { rollouts } of world.clusters.flatMap(({ workloads }) => workloads)) {
    const [before, last] = rollouts.slice(-2);
    if (!before || !last || last.image === before.image || now.getTime() - last.at.getTime() > lately) continue;
    const registry = world.registry(last.image.registry);
    const name = `${last.image.registry}/${last.image.repository}:${last.image.tags[0]}`;
    // A little before it was rolled out.
    const at = new Date(last.at.getTime() - 5 * 60_000);
    if (registry) pushed.set(name, [pushEvent(registry, last.image, at)]);
  }
  return pushed;
}

function pushEvent(registry: ContainerRegistry, image: Image, at: Date) {
  const { repository, digest } = image;
  const tag = image.tags[0] ?? '';
  const id = seededUuid(`push/${registry.name}/${repository}:${tag}/${at.getTime()}`);
  return {
    id,
    topic: registry.id,
    subject: `${repository}:${tag}`,
    eventType: 'Microsoft.ContainerRegistry.ImagePushed',
    data: {
      id,
      timestamp: at.toISOString(),
      action: 'push',
      location: registry.location,
      target: {
        mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        digest,
        repository,
        tag,
      },
      request: { id: seededUuid(`request/${id}`), host: registry.loginServer, method: 'PUT' },
    },
    dataVersion: '2.0',
    metadataVersion: '1',
    eventTime: at.toISOString(),
  };
}
