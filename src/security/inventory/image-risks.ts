import type { ImageRef } from '../../model/image.ts';
import type { Risk } from '../../model/inventory.ts';
import { parseImage } from '../../model/parse-image.ts';

/** Where anybody can push, or that nobody here vouches for. */
const publicRegistries = new Set([
  ...['docker.io', 'index.docker.io', 'registry.hub.docker.com', 'ghcr.io', 'quay.io', 'gcr.io', 'public.ecr.aws'],
  ...['registry.k8s.io', 'registry.gitlab.com', 'lscr.io'],
]);

/** What speaks against images by where they come from and how they are named; one risk a kind, however many images. */
export function imageRisks(images: readonly string[], ours: ReadonlySet<string>): Risk[] {
  const read = images.flatMap((text) => {
    const ref = parseImage(withoutLogin(text));
    return ref ? [{ text: withoutLogin(text), ref, from: sourceOf(ref, ours) }] : [];
  });
  const those = (wanted: (it: (typeof read)[number]) => boolean) => read.filter(wanted).map(({ text }) => text);
  const open = those(({ from }) => from === 'public');
  const foreign = those(({ from }) => from === 'foreign');
  const loose = those(({ ref }) => ref.digest === undefined && (ref.tag === undefined || ref.tag === 'latest'));
  return [
    ...(open.length === 0
      ? []
      : [
          {
            ...{ code: 'public-registry', level: 'Medium' as const },
            reason: `Image from a public registry: ${listed(open)}`,
            next: 'Import it into a registry of yours (az acr import) and run it from there',
          },
        ]),
    ...(foreign.length === 0
      ? []
      : [
          {
            ...{ code: 'foreign-registry', level: 'Low' as const },
            reason: `Image from a registry that the bot does not know as yours: ${listed(foreign)}`,
            next: 'Import it into a registry of yours, or let the bot read that registry',
          },
        ]),
    ...(loose.length === 0
      ? []
      : [
          {
            ...{ code: 'latest-tag', level: 'Low' as const },
            reason: `Image without a fixed version: ${listed(loose)}`,
            next: 'Name a version or a digest',
          },
        ]),
  ];
}

/** A reference without the credentials that somebody wrote into it: "user:password@registry/image". */
export function withoutLogin(text: string): string {
  const plain = text.trim().replace(/^[a-z+]{2,10}:\/\//i, '');
  const digest = /@sha\d+:[0-9a-f]+$/i.exec(plain)?.[0] ?? '';
  const name = plain.slice(0, plain.length - digest.length);
  return name.slice(name.lastIndexOf('@') + 1) + digest;
}

function sourceOf({ registry }: ImageRef, ours: ReadonlySet<string>): 'ours' | 'public' | 'foreign' {
  if (registry === undefined || publicRegistries.has(registry)) return 'public';
  if (ours.has(registry) || registry === 'mcr.microsoft.com') return 'ours';
  return 'foreign';
}

function listed(images: readonly string[]): string {
  const left = images.length - 2;
  return left > 0 ? `${images.slice(0, 2).join(', ')} and ${left} more` : images.join(', ');
}
