import type { ContainerRegistry, Image } from '../world/estate.ts';
import { manifestsOf, tagsOf } from '../world/image.ts';
import type { Answer, Call, Service } from './call.ts';
import { audienceOf, labToken } from './lab-token.ts';
import { blobOf, isDataHost, ociManifest, referrersOf, whereBlobIs } from './registry-content.ts';
import { attributesOf, lockManifest, lockTag, manifestLocks, removeManifest, removeTag } from './registry-writes.ts';

/** A registry's data plane: challenge, token exchange, catalog, manifests, tags. */
export const registry: Service = {
  api: 'registry',
  audiences: /.*/,
  refuse(status, call) {
    return status === 401
      ? challenge(call)
      : error(
          status,
          words[status] ?? 'UNKNOWN',
          status === 429 ? 'too many requests' : 'the service is not available',
        );
  },
  answer(call) {
    if (isDataHost(call.host)) return blobOf(call);
    const found = call.world.registry(call.host);
    if (!found) return error(404, 'NAME_UNKNOWN', `registry ${call.host} is not known`);
    if (call.path === '/oauth2/exchange' && call.method === 'POST') return exchange(call);
    if (call.path === '/oauth2/token' && call.method === 'POST') return accessToken(call);
    const scopes = audienceOf(bearerOf(call));
    if (!scopes?.startsWith(`access:${call.host}:`)) return challenge(call);
    // A token for reading is not good for a change.
    if (call.method !== 'GET' && !scopes.endsWith(`:${right(call)}`)) return challenge(call);
    return data(call, found);
  },
};

const words: Record<number, string> = {
  403: 'DENIED',
  404: 'NAME_UNKNOWN',
  429: 'TOOMANYREQUESTS',
  503: 'UNAVAILABLE',
};
const bearerOf = (call: Call): string => /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
const error = (status: number, code: string, message: string): Answer => ({
  status,
  body: { errors: [{ code, message, detail: null }] },
});

function challenge(call: Call): Answer {
  const repository = /^\/(?:acr\/v1|v2)\/(.+?)\/(?:_manifests|_tags|manifests|tags|referrers|blobs)/.exec(
    call.path,
  )?.[1];
  const scope =
    call.path === '/acr/v1/_catalog'
      ? 'registry:catalog:*'
      : `repository:${repository ?? call.path.replace('/acr/v1/', '')}:${right(call)}`;
  return {
    ...error(
      401,
      'UNAUTHORIZED',
      'authentication required, visit https://aka.ms/acr/authorization for more information.',
    ),
    headers: {
      'www-authenticate': `Bearer realm="https://${call.host}/oauth2/token",service="${call.host}",scope="${scope}"`,
    },
  };
}

/** What a token must be good for, by what is asked. */
function right({ method, path }: Call): string {
  if (path.startsWith('/v2/')) return 'pull';
  return method === 'DELETE' ? 'delete' : method === 'PATCH' ? 'metadata_write' : 'metadata_read';
}

function exchange(call: Call): Answer {
  const form = new URLSearchParams(call.body);
  const audience = audienceOf(form.get('access_token') ?? '');
  const wrong =
    audience !== undefined && !/containerregistry\.azure\.net|management\.(azure|core\.windows)/.test(audience);
  if (form.get('grant_type') !== 'access_token' || !form.get('access_token') || wrong)
    return error(401, 'UNAUTHORIZED', 'the access token is not valid for this registry');
  return { status: 200, body: { refresh_token: labToken(`refresh:${call.host}`, Date.now() + 10_800_000) } };
}

function accessToken(call: Call): Answer {
  const form = new URLSearchParams(call.body);
  if (audienceOf(form.get('refresh_token') ?? '') !== `refresh:${form.get('service')}`)
    return error(401, 'UNAUTHORIZED', 'the refresh token is not valid');
  return {
    status: 200,
    body: { access_token: labToken(`access:${call.host}:${form.get('scope')}`, Date.now() + 4_500_000) },
  };
}

function data(call: Call, found: ContainerRegistry): Answer {
  const repositories = [...new Set(found.images.map((it) => it.repository))].sort();
  if (call.path === '/acr/v1/_catalog')
    return listed(call, 'repositories', call.fault?.empty ? [] : repositories, String, {});
  const parts = /^\/(acr\/v1|v2)\/(.+?)\/(_manifests|_tags|manifests|referrers|blobs)(?:\/(.+))?$/.exec(call.path);
  const [, version, repository = '', what, reference] = parts ?? /^\/(acr\/v1)\/(.+)$/.exec(call.path) ?? [];
  const images = found.images.filter((it) => it.repository === repository && it.pushedAt <= call.now);
  if (images.length === 0) return error(404, 'NAME_UNKNOWN', 'repository name not known to registry');
  const head = { registry: found.loginServer, imageName: repository };
  if (!what)
    return {
      status: 200,
      body: {
        ...head,
        createdTime: images[0]?.pushedAt.toISOString(),
        lastUpdateTime: images.at(-1)?.pushedAt.toISOString(),
        manifestCount: images.length,
        tagCount: images.flatMap(tagsOf).length,
        changeableAttributes: attributesOf(),
      },
    };
  if (what === '_manifests' && !reference)
    return listed(call, 'manifests', inOrder(call, images).map(manifestBody), (it) => it.digest, head);
  if (what === '_tags') {
    const tags = images.flatMap((image) => tagsOf(image).map((name) => tagBody(image, name)));
    if (!reference)
      return listed(
        call,
        'tags',
        tags.filter((it) => !call.query.get('digest') || it.digest === call.query.get('digest')),
        (it) => it.name,
        head,
      );
    const image = images.find((it) => tagsOf(it).includes(reference));
    return image ? oneTag(call, head, image, reference) : error(404, 'TAG_UNKNOWN', 'the specified tag does not exist');
  }
  if (what === 'referrers') return referrersOf(images, reference ?? '', call.query.get('artifactType'));
  if (what === 'blobs') return whereBlobIs(call, images, reference ?? '');
  const image = [...images, ...images.flatMap(manifestsOf)].find(
    (it) => it.digest === reference || (version === 'v2' && tagsOf(it).includes(reference ?? '')),
  );
  if (!image) return error(404, 'MANIFEST_UNKNOWN', `manifest ${reference} is not found`);
  if (version === 'v2') return ociManifest(image);
  if (call.method === 'DELETE') return removeManifest(image, found.images);
  const refused = call.method === 'PATCH' ? lockManifest(call, image) : undefined;
  return refused ?? { status: 200, body: { ...head, manifest: manifestBody(image) } };
}

function oneTag(call: Call, head: object, image: Image, tag: string): Answer {
  if (call.method === 'DELETE') return removeTag(image, tag);
  const refused = call.method === 'PATCH' ? lockTag(call, image, tag) : undefined;
  return refused ?? { status: 200, body: { ...head, tag: tagBody(image, tag) } };
}

/** A page of a list after `last`, at most `n`, with the Link header that leads on. */
function listed<T>(call: Call, name: string, all: T[], key: (it: T) => string, head: object): Answer {
  const last = call.query.get('last');
  const size = Math.min(Number(call.query.get('n') ?? 100), 1_000);
  const start = last === null ? 0 : all.findIndex((it) => key(it) === last) + 1;
  const items = all.slice(start, start + size);
  const end = items.at(-1);
  const more = end !== undefined && start + size < all.length;
  return {
    status: 200,
    ...(more && {
      headers: {
        link: `<${call.path}?last=${encodeURIComponent(key(end))}&n=${size}&orderby=${call.query.get('orderby') ?? ''}>; rel="next"`,
      },
    }),
    body: { ...head, [name]: items },
  };
}

/** By the time of the push, where that is asked for. */
function inOrder({ query }: Call, images: readonly Image[]): Image[] {
  const sign = { timeasc: 1, timedesc: -1 }[query.get('orderby') ?? ''];
  if (sign === undefined) return [...images];
  return images.toSorted((a, b) => sign * (a.pushedAt.getTime() - b.pushedAt.getTime()));
}

function manifestBody(image: Image) {
  return {
    digest: image.digest,
    imageSize: image.sizeBytes,
    createdTime: image.pushedAt.toISOString(),
    lastUpdateTime: image.pushedAt.toISOString(),
    architecture: 'amd64',
    os: 'linux',
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    configMediaType: 'application/vnd.docker.container.image.v1+json',
    tags: tagsOf(image),
    changeableAttributes: attributesOf(manifestLocks(image)),
  };
}

function tagBody(image: Image, name: string) {
  const time = image.pushedAt.toISOString();
  return {
    name,
    digest: image.digest,
    createdTime: time,
    lastUpdateTime: time,
    signed: false,
    changeableAttributes: attributesOf(image.tagLocks?.[name]),
  };
}
