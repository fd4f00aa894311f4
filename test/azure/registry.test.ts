import { describe, expect, it } from 'vitest';
import { type Said, type Seen, useStubAzure } from './stub-azure.ts';

const stub = useStubAzure();
const host = 'contoso.azurecr.io';
const digest = `sha256:${'a1'.repeat(32)}`;

const jwt = `e30.${Buffer.from(JSON.stringify({ exp: 4_000_000_000 })).toString('base64url')}.c2ln`;
const challenge: Said = {
  status: 401,
  headers: {
    'www-authenticate': `Bearer realm="https://${host}/oauth2/token",service="${host}",scope="repository:payments-api:metadata_read"`,
  },
  body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
};

/** The registry's dance: challenge, exchange, token; then `answer`. */
const behindTokens =
  (answer: (request: Seen) => Said) =>
  (request: Seen): Said => {
    if (request.path === '/oauth2/exchange') return { body: { refresh_token: jwt } };
    if (request.path === '/oauth2/token') return { body: { access_token: jwt } };
    return request.headers.authorization ? answer(request) : challenge;
  };

const manifest = {
  registry: host,
  imageName: 'payments-api',
  manifest: {
    digest,
    createdTime: '2026-11-20T08:00:00Z',
    lastUpdateTime: '2026-11-21T08:00:00Z',
    tags: ['1.8', 'latest'],
    changeableAttributes: { deleteEnabled: true, writeEnabled: true, readEnabled: true, listEnabled: true },
  },
};
const answers = (request: Seen): Said => {
  if (request.path === `/acr/v1/payments-api/_tags/1.8`)
    return {
      body: {
        registry: host,
        imageName: 'payments-api',
        tag: {
          name: '1.8',
          digest,
          createdTime: '2026-11-20T08:00:00Z',
          lastUpdateTime: '2026-11-21T08:00:00Z',
          changeableAttributes: {},
        },
      },
    };
  if (request.path === `/acr/v1/payments-api/_manifests/${digest}`) return { body: manifest };
  return { status: 404, body: { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'not known' }] } };
};

describe('a container registry', () => {
  it('resolves a tag to its manifest, with a token from its own challenge', async () => {
    stub.says(behindTokens(answers));

    await expect(stub.azure().registry.manifest(host, 'payments-api', '1.8')).resolves.toEqual({
      loginServer: host,
      repository: 'payments-api',
      digest,
      tags: ['1.8', 'latest'],
      createdOn: new Date('2026-11-20T08:00:00Z'),
      lastUpdatedOn: new Date('2026-11-21T08:00:00Z'),
      readable: true,
    });

    const exchange = stub.seen.find(({ path }) => path === '/oauth2/exchange');
    expect(exchange?.body).toContain('access_token=token-for-https%3A%2F%2Fcontainerregistry.azure.net%2F.default');
    expect(stub.seen.every((request) => request.host === host)).toBe(true);
  });

  it('says that a locked image is not readable', async () => {
    stub.says(
      behindTokens(() => ({
        body: { ...manifest, manifest: { ...manifest.manifest, changeableAttributes: { readEnabled: false } } },
      })),
    );

    await expect(stub.azure().registry.manifest(host, 'payments-api', digest)).resolves.toMatchObject({
      readable: false,
    });
  });

  it('lists repositories page by page', async () => {
    stub.says(
      behindTokens(({ query }) =>
        query.get('last') === 'b'
          ? { body: { repositories: ['c'] } }
          : {
              headers: { link: '</acr/v1/_catalog?last=b&n=2&orderby=>; rel="next"' },
              body: { repositories: ['a', 'b'] },
            },
      ),
    );

    await expect(stub.azure().registry.repositories(host)).resolves.toEqual(['a', 'b', 'c']);
  });

  it('answers no repositories for an empty registry', async () => {
    stub.says(behindTokens(() => ({ body: { repositories: [] } })));

    await expect(stub.azure().registry.repositories(host)).resolves.toEqual([]);
  });

  it('says that a tag does not exist', async () => {
    stub.says(behindTokens(answers));

    await expect(stub.azure().registry.manifest(host, 'payments-api', '9.9')).rejects.toMatchObject({
      reason: 'not-found',
      target: `registry ${host}`,
    });
  });

  it('says that the identity is refused when the exchange is', async () => {
    stub.says((request) => (request.path === '/oauth2/exchange' ? { status: 401, body: { errors: [] } } : challenge));

    await expect(stub.azure().registry.repositories(host)).rejects.toMatchObject({ reason: 'unauthorized' });
  });

  it.each([
    [403, 'forbidden'],
    [429, 'throttled'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ])('turns %i into "%s"', async (status, reason) => {
    stub.says(behindTokens(() => ({ status, headers: { 'retry-after': '60' }, body: { errors: [] } })));

    await expect(stub.azure().registry.repositories(host)).rejects.toMatchObject({
      service: 'Container Registry',
      reason,
      status,
    });
  });

  it('calls a manifest without a digest malformed', async () => {
    stub.says(behindTokens(() => ({ body: { registry: host, imageName: 'payments-api', manifest: {} } })));

    await expect(stub.azure().registry.manifest(host, 'payments-api', digest)).rejects.toMatchObject({
      reason: 'malformed',
    });
  });

  it('ends with the deadline', async () => {
    stub.says(() => ({ hang: true }));

    await expect(stub.azure({ signal: AbortSignal.timeout(100) }).registry.repositories(host)).rejects.toMatchObject({
      reason: 'timeout',
    });
  });

  it.each([
    'evil.example.com',
    'contoso.azurecr.io.evil.example',
    'contoso.azurecr.io:443@evil.example',
    'contoso.azurecr.io/x',
    '',
  ])('never takes the identity\'s token to "%s"', async (elsewhere) => {
    stub.says(() => challenge);

    await expect(stub.azure().registry.repositories(elsewhere)).rejects.toMatchObject({ reason: 'refused' });

    expect(stub.seen).toEqual([]);
  });
});
