import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactFact } from '../../../src/evidence/redact/redact-fact.ts';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{11,30}$/);
/** How secrets stand in logs, events, variables and addresses; S is the secret. */
const disguises: readonly ((secret: string) => unknown)[] = [
  (s) => `2026-03-05 ERROR cannot connect with password=${s} to db`,
  (s) => `Authorization: Bearer ${s}`,
  (s) => `jdbc:mysql://db:3306/shop?user=app&password=${s}&useSSL=false`,
  (s) => `mongodb://root:${s}@mongo:27017/admin`,
  (s) => `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${s};EndpointSuffix=core.windows.net`,
  (s) => `https://shop.blob.core.windows.net/c/b?sv=2024-01-01&sig=${s}&se=2026`,
  (s) => `{"clientSecret":"${s}","tenant":"t"}`,
  (s) => `mysqld --user app --password ${s} --verbose`,
  (s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`,
  (s) => `eyJhbGciOiJIUzI1NiJ9.${s}.${s}`,
  (s) => ({ name: 'DB_PASSWORD', value: s }),
  (s) => ({ name: 'storageAccountKey', value: s }),
  (s) => ({ data: { 'api-key': s } }),
  (s) => ({ annotations: { last: JSON.stringify({ env: [{ name: 'REDIS_TOKEN', value: s }] }) } }),
  (s) => ['before', { deep: [`token: ${s}`] }],
];

describe('a fact that is judged', () => {
  it.each(disguises.map((disguise, index) => ({ index, disguise })))(
    'has lost its secret, whatever the secret is (form $index)',
    ({ disguise }) => {
      fc.assert(
        fc.property(word, (secret) => {
          const left = JSON.stringify(redactFact(disguise(secret)));

          expect(left).not.toContain(secret);
          expect(left).toContain('[redacted]');
        }),
      );
    },
  );

  it('has lost addresses of people, keys of clouds and of code hosts', () => {
    const texts = [
      'login of ann.smith+ops@contoso.com failed',
      'using AKIAIOSFODNN7EXAMPLE',
      'remote: ghp_0123456789abcdefghijABCDEFGHIJ0123 is invalid',
      'key Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
    ];

    for (const text of redactFact(texts)) expect(text).toMatch(/\[redacted\]/);
    expect(redactFact(texts).join()).not.toMatch(/ann\.smith|AKIAIOS|ghp_0|Eby8/);
  });

  it('is the very same object when it holds no secret', () => {
    const pods = [
      {
        metadata: { name: 'cart-1', labels: { app: 'cart' }, creationTimestamp: new Date(0) },
        spec: {
          containers: [
            {
              image: 'contoso.azurecr.io/cart@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
              env: [
                { name: 'DB_HOST', value: 'tsdb.shop.svc.cluster.local:3306' },
                { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db-secret', key: 'password' } } },
                { name: 'DSN_PASSWORD', value: '$(DB_PASSWORD)' },
              ],
            },
          ],
          imagePullSecrets: [{ name: 'acr-secret' }],
        },
        status: { message: "Access denied for user 'app'@'10.0.0.7' (using password: YES)" },
      },
    ];

    expect(redactFact(pods)).toBe(pods);
  });

  it('gives the same object for the same object of two facts', () => {
    const pod = { metadata: { name: 'cart' }, status: { message: 'password=abcdefgh123' } };

    const [[one], [other]] = [redactFact([pod]), redactFact([pod, {}])];

    expect(one?.status.message).toBe('password=[redacted]');
    expect(other).toBe(one);
  });

  it('comes to an end however hostile its text is', () => {
    const hostile = [
      'password'.repeat(3_000),
      'a-'.repeat(20_000),
      `${'x.'.repeat(20_000)}@`,
      `//${'a'.repeat(40_000)}:`,
    ];

    expect(redactFact(hostile)).toHaveLength(hostile.length);
  });
});
