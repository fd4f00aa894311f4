import { expect, it } from 'vitest';
import { dnsSettingsWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  dnsSettingsWrong.judge(clusterOf(...parts) as never, workload('cart'), now);
const ownDns = { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.9.9.9'] } };
const failed = 'dial tcp: lookup orders on 10.9.9.9:53: read udp: i/o timeout';

it("blames nameservers that are not the cluster's, with the look-up that failed", () => {
  const [finding] = judge(app('cart', { ready: false, spec: ownDns }), logOf('cart-1a2b3c-0', [failed, failed]));

  expect(finding?.sentence).toBe(
    "Pods of cart do not ask the cluster's DNS: dnsPolicy None with nameserver 10.9.9.9 and no search domains, so short names find nothing; their look-ups failed 2 times.",
  );
  expect(finding?.quotes.map(({ text }) => text)).toContain(failed);
  expect(finding?.confidence).toBeGreaterThan(0.9);
});

it("is silent about the cluster's own DNS, the node-local cache, and a resolver that serves pods which are ready", () => {
  const nodeLocal = {
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['169.254.20.10'], searches: ['shop.svc.cluster.local'] },
  };

  expect(judge(app('cart', { ready: false }), logOf('cart-1a2b3c-0', [failed]))).toEqual([]);
  expect(judge(app('cart', { ready: false, spec: nodeLocal }))).toEqual([]);
  expect(judge(app('cart', { spec: ownDns }))).toEqual([]);
});
