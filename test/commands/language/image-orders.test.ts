import { describe, expect, it } from 'vitest';
import { heard } from './say.ts';

const digest = `sha256:${'a'.repeat(64)}`;

const said: [said: string, understood: string][] = [
  ['lock payments-api:1.8', 'lock payments-api:1.8'],
  ['please lock image payments-api:1.8', 'lock payments-api:1.8'],
  ['lock contoso.azurecr.io/shop/cart:2.0', 'lock contoso.azurecr.io/shop/cart:2.0'],
  [`lock payments-api@${digest}`, `lock payments-api@${digest}`],
  ['lock payments-api:1.8 registry=contoso', 'lock payments-api:1.8 registry=contoso'],
  ['lock payments-api tag 1.8', 'lock payments-api tag=1.8'],
  ['unlock payments-api:1.8', 'unlock payments-api:1.8'],
  ['unlock image payments-api:1.8 from contoso', 'unlock payments-api:1.8 registry=contoso'],
  ['untag payments-api:1.7', 'untag payments-api:1.7'],
  ['untag payments-api:1.7 even if used', 'untag payments-api:1.7 even if used'],
  ['rebuild payments-api:1.8', 'rebuild payments-api:1.8'],
  [
    'please rebuild image payments-api task=nightly because it is old',
    'rebuild payments-api because it is old task=nightly',
  ],
  ['rebild payments-api:1.8', '? rebuild payments-api:1.8'],
  ['lock', 'lock'],
  ['untag', 'untag'],
  ['lok payments-api:1.8', '? lock payments-api:1.8'],
  ['lock payments-api:1.8 payments-worker:2', '? lock payments-api:1.8 (not: payments-worker:2)'],
  ['do not lock payments-api:1.8', '? lock payments-api:1.8 (not: not)'],
  ['lock payments-api:1.8 because it is the last good one', 'lock payments-api:1.8 because it is the last good one'],
  ['lock payments-api:1.8 tomorrow', '? lock payments-api:1.8 (not: tomorrow)'],
  ['dismiss 12 a planned test', 'dismiss 12 a planned test'],
  ['12 dismiss: because it was us', 'dismiss 12 because it was us'],
  ['dismiss alert 12 it was <b>us</b>', 'dismiss 12 it was <b>us</b>'],
  ['dismiss all alerts of incident 12 a drill', 'dismiss 12 a drill'],
  ['dismiss 12 alert was a drill', 'dismiss 12 alert was a drill'],
  ['dismiss alert', '? dismiss (not: alert)'],
  ['resolve alert 12 because it is gone', 'resolve alert 12 because it is gone'],
  ['close alerts of 12', 'resolve alert 12'],
  ['start working on alert 12', 'start alert 12'],
  ['reactivate alert 12', 'activate alert 12'],
  ['resolve 12', 'resolve 12'],
  ['dismiss', 'dismiss'],
  ['dismiss 0', '? dismiss (not: 0)'],
  ['dismis 12 a test', '? dismiss 12 a test'],
  ['do not dismiss 12', '?'],
];

describe('changes of images and alerts, as people type them', () => {
  it.each(said)('hears %j as %j', (text, understood) => {
    expect(heard(text)).toBe(understood);
  });
});
