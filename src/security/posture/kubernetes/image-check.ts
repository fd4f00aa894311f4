import { registriesOf } from '../../../azure/estate.ts';
import { counted } from '../../../cards/quantity.ts';
import type { Gap } from '../../../model/gap.ts';
import { matchesGlob } from '../../../model/glob.ts';
import type { ImageRef } from '../../../model/image.ts';
import { parseImage } from '../../../model/parse-image.ts';
import type { Check } from '../check.ts';
import type { PostureConfig } from '../posture-config.ts';
import type { PostureReading } from '../posture-reading.ts';
import { notApplicable, verdict } from '../verdict.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import { notAllRead, readPods } from './read-pods.ts';

/** What an image is judged by, beside itself. */
export interface ImageRules {
  config: PostureConfig;
  /** Whether a login server is one of ours: the bot sees the registry, or the settings name it. */
  isOwn(registry: string): boolean;
}

/** A check of the images that run outside the system's namespaces. */
export interface ImageCheck extends Pick<Check, 'code' | 'title' | 'severity' | 'policyId'> {
  /** Whether it needs to know which registries are ours. */
  byRegistry: boolean;
  isGood(image: ImageRef, rules: ImageRules): boolean;
  /** What each should do: "comes from a registry of ours"; what one that offends does, and what several do. */
  should: string;
  does: string;
  do: string;
  step: string;
}

interface Fact {
  images: number;
  offenders: { image: string; workloads: string[] }[];
}

/** Makes a check of it: an image that cannot be read as one offends, for nobody can tell that it does not. */
export function imageCheck({ byRegistry, isGood, should, does, do: they, step, ...check }: ImageCheck): Check {
  const what = `whether an image ${does}`;
  return kubernetesCheck<Fact>({
    ...check,
    what,
    async read(reading, cluster) {
      const [pods, servers] = await Promise.all([readPods(reading, cluster), byRegistry ? ownServers(reading) : []]);
      const { config } = reading;
      if (byRegistry && servers.length === 0 && config.ownRegistries.length === 0) return noRegistry(what);
      const own = new Set(servers);
      const isOwn = (registry: string) =>
        own.has(registry) || config.ownRegistries.some((pattern) => matchesGlob(pattern, registry));
      const { state, read, isCut } = pods.value;
      const offenders = [...state.images].flatMap(([image, workloads]) => {
        const parsed = parseImage(image);
        return parsed && isGood(parsed, { config, isOwn }) ? [] : [{ image, workloads: [...workloads] }];
      });
      if (isCut && offenders.length === 0) return notAllRead(read, what);
      return { ...pods, value: { images: state.images.size, offenders } };
    },
    judge({ value: { images, offenders } }) {
      if (images === 0) return notApplicable('No pod runs outside the namespaces of the system.');
      return verdict(offenders.length === 0, {
        property: 'spec.containers[*].image',
        value:
          offenders.length === 0 ? `none of ${counted(images, 'image')}` : firstOf(offenders.map(({ image }) => image)),
        good: `Each image outside the namespaces of the system (${images}) ${should}.`,
        bad: `${offenders.length} of ${counted(images, 'image')} ${offenders.length === 1 ? does : they}.`,
        step: { text: step },
        objects: offenders.flatMap(({ image, workloads }) => workloads.map((it) => `${it}: image = ${image}`)),
      });
    },
  });
}

/** "docker.io/library/busybox, and 2 more". */
function firstOf(images: readonly string[]): string {
  return `${images[0]}${images.length > 1 ? `, and ${images.length - 1} more` : ''}`;
}

/** Login servers of every registry that the bot can see, small letters. */
function ownServers({ azure, once }: PostureReading): Promise<string[]> {
  return once('login servers of our registries', async () =>
    (await registriesOf(azure)).map(({ loginServer }) => loginServer.toLowerCase()),
  );
}

function noRegistry(what: string): Gap {
  return {
    what,
    service: 'Resource Graph',
    why: 'The bot sees no registry of yours, and the settings name none.',
    next: 'Give its identity Reader on your registries, or name them under `posture.own_registries`.',
  };
}
