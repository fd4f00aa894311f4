import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { pullFailure } from '../../../src/diagnosis/starting/pull-failure.ts';
import { app, clusterOf, eventOf, type Facts } from '../cluster.ts';
import { now, workload } from '../given.ts';

const image = 'contoso.azurecr.io/cart:1.0';
const waiting: Facts = app('cart', {
  ready: false,
  phase: 'Pending',
  state: { waiting: { reason: 'ImagePullBackOff' } },
});
const failed = (message: string) =>
  eventOf('Pod/cart-1a2b3c-0', 'Failed', `Failed to pull image "${image}": ${message}`);
const pullRules = [
  rules.imageNotFound,
  rules.imageNameInvalid,
  rules.imagePullUnauthorized,
  rules.imageRegistryUnreachable,
  rules.imagePullRateLimited,
];
const found = (...parts: Facts[]) =>
  pullRules.flatMap((rule) => rule.judge(clusterOf(...parts) as never, workload('shop'), now));

describe('an image that is not pulled', () => {
  it.each([
    [
      'image-not-found',
      `rpc error: code = NotFound desc = failed to resolve reference "${image}": ${image}: not found`,
    ],
    ['image-not-found', 'manifest for contoso.azurecr.io/cart:1.0 not found: manifest unknown: manifest unknown'],
    [
      'image-pull-unauthorized',
      'failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
    ],
    [
      'image-registry-unreachable',
      'failed to do request: Head "https://contoso.azurecr.io/v2/": dial tcp: lookup contoso.azurecr.io on 10.0.0.10:53: no such host',
    ],
    ['image-registry-unreachable', 'failed to do request: Head "https://x": dial tcp 10.1.2.3:443: i/o timeout'],
    ['image-pull-rate-limited', 'toomanyrequests: You have reached your pull rate limit.'],
  ])('is told as %s', (code, message) => {
    const findings = found(waiting, failed(message));

    expect(findings.map((it) => it.code)).toEqual([code]);
    expect(findings[0]?.sentence).toContain(image);
    expect(findings[0]?.about).toEqual({ kind: 'Deployment', namespace: 'shop', name: 'cart' });
    expect(findings[0]?.quotes[0]?.text).toContain(message);
  });

  it('is told by the secret that is not there, whatever the registry says then', () => {
    const parts = app('cart', {
      ...{ ready: false, phase: 'Pending', state: { waiting: { reason: 'ErrImagePull' } } },
      spec: { imagePullSecrets: [{ name: 'acr-login' }] },
    });
    const secret = eventOf(
      'Pod/cart-1a2b3c-0',
      'FailedToRetrieveImagePullSecret',
      'Unable to retrieve some image pull secrets (acr-login)',
    );

    const findings = found(parts, failed('pull access denied, repository does not exist'), secret);

    expect(findings.map((it) => it.code)).toEqual(['image-pull-unauthorized']);
    expect(findings[0]?.sentence).toContain('acr-login does not exist');
  });

  it('is no finding once the pod runs', () => {
    expect(found(app('cart'), failed('not found'))).toEqual([]);
  });

  it('is not judged by words in the name of the image', () => {
    expect(pullFailure('Failed to pull image "unauthorized.example/denied:404": something new')).toBeUndefined();
  });
});
