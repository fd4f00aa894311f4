import type { Image } from '../world/image.ts';
import { seededHex } from '../world/seeded.ts';
import type { Answer, Call } from './call.ts';

const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
const ociType = 'application/vnd.oci.image.manifest.v1+json';
const signature = 'application/vnd.cncf.notary.signature';
const data = '.weu.data.azurecr.io';

/** Whether a host is a registry's own for its blobs. */
export function isDataHost(host: string): boolean {
  return host.endsWith(data);
}

/** An image's manifest, as who pulls it gets it; of several platforms an index, with the attestation that a build leaves in it. */
export function ociManifest(image: Image): Answer {
  if (image.platforms) return indexOf(image, image.platforms);
  const layer = {
    mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    size: image.sizeBytes,
    digest: `sha256:${image.digest.slice(7).split('').reverse().join('')}`,
  };
  return {
    status: 200,
    headers: { 'docker-content-digest': image.digest, 'content-type': mediaType },
    body: JSON.stringify({
      schemaVersion: 2,
      mediaType,
      config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 5_824, digest: configOf(image) },
      layers: [layer],
    }),
  };
}

function indexOf({ digest }: Image, platforms: NonNullable<Image['platforms']>): Answer {
  const type = 'application/vnd.oci.image.index.v1+json';
  const manifest = (its: string, platform: object) => ({ mediaType: ociType, digest: its, size: 1_024, platform });
  const attestation = `sha256:${seededHex(`attestation of ${digest}`, 64)}`;
  const manifests = [
    ...platforms.map(({ digest: its, os, architecture }) => manifest(its, { os, architecture })),
    manifest(attestation, { os: 'unknown', architecture: 'unknown' }),
  ];
  return {
    status: 200,
    headers: { 'docker-content-digest': digest, 'content-type': type },
    body: JSON.stringify({ schemaVersion: 2, mediaType: type, manifests }),
  };
}

/** What refers to a manifest: its signatures; an index without any where there is none. */
export function referrersOf(images: readonly Image[], digest: string, artifactType: string | null): Answer {
  const { signatures = 0 } = images.find((it) => it.digest === digest) ?? {};
  const manifests = Array.from({ length: signatures }, (_, n) => ({
    mediaType: ociType,
    digest: `sha256:${seededHex(`signature ${n} of ${digest}`, 64)}`,
    size: 733,
    artifactType: signature,
  })).filter((it) => artifactType === null || it.artifactType === artifactType);
  const type = 'application/vnd.oci.image.index.v1+json';
  return {
    status: 200,
    headers: { 'content-type': type, ...(artifactType !== null && { 'oci-filters-applied': 'artifactType' }) },
    body: JSON.stringify({ schemaVersion: 2, mediaType: type, manifests }),
  };
}

/** A blob is fetched from another place, which takes no token of the registry. */
export function whereBlobIs(call: Call, images: readonly Image[], digest: string): Answer {
  if (!images.some((it) => configOf(it) === digest)) {
    return {
      status: 404,
      body: { errors: [{ code: 'BLOB_UNKNOWN', message: 'blob unknown to registry', detail: null }] },
    };
  }
  const place = `https://${call.host.replace('.azurecr.io', data)}/${digest.replace(':', '/')}?sig=lab`;
  return { status: 307, headers: { location: place } };
}

/** An image's configuration with its labels; only with the address's own signature, and without any token. */
export function blobOf(call: Call): Answer {
  const found = call.world.registry(call.host.replace(data, '.azurecr.io'));
  const image = found?.images.find((it) => call.path === `/${configOf(it).replace(':', '/')}`);
  if (call.query.get('sig') !== 'lab' || call.headers.authorization) return { status: 403 };
  if (!image) return { status: 404 };
  const labels = image.base === undefined ? {} : { 'org.opencontainers.image.base.name': image.base };
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: { Labels: labels },
      rootfs: { type: 'layers' },
    }),
  };
}

function configOf({ digest }: Image): string {
  return `sha256:${digest.slice(8)}0`;
}
