import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

type Seen = ReturnType<typeof observe>;

/** Whether a caller's log has a complaint, by the API and in the workspace. */
function complains(seen: Seen, workload: string, text: RegExp): [boolean, boolean] {
  const names = seen.pods(workload).map((it) => it.metadata.name);
  const collected = seen.rows('ContainerLogV2', later(-12), now).filter((row) => names.includes(String(row.PodName)));
  return [
    names.some((it) => seen.log(it, false)?.some((line) => text.test(line))),
    collected.some((row) => text.test(String(row.LogMessage)) && row.LogLevel === 'error'),
  ];
}

/** Addresses that are ready behind a service. */
function behind(seen: Seen, service: string): number {
  const found = seen.objects('endpoints').find((it) => it.metadata.name === service);
  return (found as unknown as { subsets?: { addresses?: unknown[] }[] })?.subsets?.[0]?.addresses?.length ?? 0;
}

const ready = (seen: Seen, workload: string) =>
  seen.pods(workload).map((it) => it.status.containerStatuses?.[0]?.ready);

describe('a caller that fails', () => {
  it('may not go out in network-policy-egress, while all pods and endpoints are well', () => {
    const seen = observe('network-policy-egress');
    const policy = seen.objects('networkpolicies').find((it) => it.metadata.name === 'restrict-egress');

    expect(policy?.spec).toMatchObject({ policyTypes: ['Egress'], podSelector: {} });
    expect(JSON.stringify(policy?.spec)).not.toContain('payments');
    expect(complains(seen, 'checkout-api', /payments-api\.payments\S* failed: connect ETIMEDOUT/)).toEqual([
      true,
      true,
    ]);
    expect([behind(seen, 'payments-api'), ready(seen, 'payments-api')]).toEqual([3, [true, true, true]]);
  });

  it('finds its database down in dependency-down, whose log says why', () => {
    const seen = observe('dependency-down');
    const [database] = seen.pods('orders-db');
    const rows = seen.rows('KubePodInventory', later(-3), now).filter((row) => row.Name === database?.metadata.name);

    expect(database?.status.containerStatuses?.[0]).toMatchObject({
      ready: false,
      lastState: { terminated: { exitCode: 1 } },
    });
    const sampled = seen
      .objects('pods', rows.at(-1)?.TimeGenerated as Date)
      .find((it) => it.metadata.name === 'orders-db-0');
    expect(rows.at(-1)?.ContainerRestartCount).toBe(sampled?.status.containerStatuses?.[0]?.restartCount);
    expect(seen.log(database?.metadata.name ?? '', true)?.at(-1)).toMatch(/No space left on device$/);
    expect([behind(seen, 'orders-db'), behind(seen, 'checkout-api')]).toEqual([0, 0]);
    expect(complains(seen, 'checkout-api', /connect ECONNREFUSED orders-db\.shop:5432/)).toEqual([true, true]);
  });

  it('resolves no name in dns-trouble, because coredns cannot start', () => {
    const seen = observe('dns-trouble');
    const names = seen.pods('coredns').map((it) => it.metadata.name);

    expect(ready(seen, 'coredns')).toEqual([false, false]);
    expect(behind(seen, 'kube-dns')).toBe(0);
    expect(seen.log(names[0] ?? '', true)?.at(-1)).toMatch(/^plugin\/forward: not an IP address/);
    expect(complains(seen, 'checkout-api', /getaddrinfo EAI_AGAIN/)).toEqual([true, true]);
    expect(behind(observe('healthy'), 'kube-dns')).toBe(2);
  });

  it('meets nobody in scaled-to-zero, and the events say since when', () => {
    const seen = observe('scaled-to-zero');
    const deployment = seen.objects('deployments').find((it) => it.metadata.name === 'cart');

    expect(deployment?.spec.replicas).toBe(0);
    expect([seen.pods('cart'), behind(seen, 'cart')]).toEqual([[], 0]);
    expect(seen.events().map((it) => it.message)).toContainEqual(
      expect.stringMatching(/^Scaled down replica set cart-\w+ from 2 to 0$/),
    );
    expect(seen.rows('KubePodInventory', later(-3), now).some((row) => String(row.Name).startsWith('cart-'))).toBe(
      false,
    );
    expect(complains(seen, 'storefront', /cart\.shop\/items failed/)).toEqual([true, true]);
  });
});
