import type { ImageRef } from './image.ts';

const pattern =
  /^(?:(?<registry>(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?|localhost(?::\d+)?)\/)?(?<repository>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/i;

/** "[registry/]repository[:tag][@sha256:...]" by its parts; undefined when the text is no image reference. */
export function parseImage(text: string): ImageRef | undefined {
  const parts = text.length <= 512 ? pattern.exec(text.trim())?.groups : undefined;
  if (!parts?.repository) return undefined;
  return {
    ...(parts.registry && { registry: parts.registry.toLowerCase() }),
    repository: parts.repository.toLowerCase(),
    ...(parts.tag && { tag: parts.tag }),
    ...(parts.digest && { digest: parts.digest.toLowerCase() }),
  };
}

/** The reference as people write it. */
export function imageText({ registry, repository, tag, digest }: ImageRef): string {
  return `${registry ? `${registry}/` : ''}${repository}${tag ? `:${tag}` : ''}${!tag && digest ? `@${digest}` : ''}`;
}
