import type { Image } from './estate.ts';
import { seededHex, seedOf } from './seeded.ts';

const day = 86_400_000;

/** "sha256:..." that depends on nothing but the image's name. */
export function digestOf(registry: string, repository: string, tag: string): string {
  return `sha256:${seededHex(`${registry}/${repository}:${tag}`, 64)}`;
}

/** Images by "registry/repository:tag", made on first use so that workloads and registries share them. */
export class ImageCatalogue {
  readonly #images = new Map<string, Image>();
  readonly #bornAt: Date;

  constructor(bornAt: Date) {
    this.#bornAt = bornAt;
  }

  /** "contoso.azurecr.io/payments-api:1.8". */
  get(name: string): Image {
    const known = this.#images.get(name);
    if (known) return known;
    const slash = name.indexOf('/');
    const colon = name.lastIndexOf(':');
    const [registry, repository, tag] = [name.slice(0, slash), name.slice(slash + 1, colon), name.slice(colon + 1)];
    const seed = seedOf(name);
    const image: Image = {
      registry,
      repository,
      tags: [tag],
      digest: digestOf(registry, repository, tag),
      pushedAt: new Date(this.#bornAt.getTime() - (5 + (seed % 60)) * day - (seed % 37) * 97_000),
      sizeBytes: 38_000_000 + (seed % 220_000_000),
      readable: true,
      scan: { form: 'none', flaws: [] },
    };
    this.#images.set(name, image);
    return image;
  }

  all(): Image[] {
    return [...this.#images.values()];
  }
}
