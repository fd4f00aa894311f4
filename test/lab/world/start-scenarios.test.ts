import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

/** Scenarios whose new pod waits, beside old pods that serve. */
const waiting = [
  {
    scenario: 'crash-bad-config',
    workload: 'ledger',
    state: 'CrashLoopBackOff',
    event: ['BackOff', /^Back-off restarting failed container ledger in pod ledger-/],
    last: { reason: 'Error', exitCode: 1 },
    lastLine: /FATAL invalid configuration: LEDGER_CURRENCY/,
  },
  {
    scenario: 'missing-secret-key',
    workload: 'login-api',
    state: 'CreateContainerConfigError',
    event: ['Failed', /^Error: couldn't find key signing-key in Secret identity\/login-api$/],
  },
  {
    scenario: 'wrong-command',
    workload: 'fraud-score',
    state: 'CrashLoopBackOff',
    event: ['Failed', /^Error: failed to create containerd task: .*exec: "gunicorn-server": executable file not found/],
    last: { reason: 'StartError', exitCode: 128 },
  },
  {
    scenario: 'wrong-command-in-shell',
    workload: 'invoice-printer',
    state: 'CrashLoopBackOff',
    event: ['BackOff', /^Back-off restarting failed container invoice-printer/],
    last: { reason: 'Error', exitCode: 127 },
    lastLine: /print-invoices: not found$/,
  },
  {
    scenario: 'image-not-found',
    workload: 'cart',
    state: 'ImagePullBackOff',
    event: ['Failed', /^Failed to pull image "contoso.azurecr.io\/cart:1.13": .*: not found$/],
  },
  {
    scenario: 'image-unauthorized',
    workload: 'checkout-api',
    state: 'ImagePullBackOff',
    event: ['Failed', /^Failed to pull image "contosodev.*failed to authorize: .*: 401 Unauthorized$/],
  },
  {
    scenario: 'image-rate-limited',
    workload: 'ingress-nginx-controller',
    state: 'ImagePullBackOff',
    event: ['Failed', /^Failed to pull image "docker.io.*429 Too Many Requests - Server message: toomanyrequests/],
  },
] as const;

describe.each(waiting)('the scenario $scenario', (it0) => {
  const seen = observe(it0.scenario);
  const broken = seen
    .pods(it0.workload)
    .filter((pod) => pod.status.containerStatuses?.some((status) => status.state.waiting));
  const [pod] = broken;
  const name = pod?.metadata.name ?? '';
  const [status] = pod?.status.containerStatuses ?? [];
  const [reason, message] = it0.event;
  const inventory = seen.rows('KubePodInventory', later(-10), now).filter((row) => row.Name === name);

  it('has one pod that waits, for the same reason in the Kubernetes API and the inventory', () => {
    expect(broken).toHaveLength(1);
    expect(status?.state.waiting?.reason).toBe(it0.state);
    expect(new Set(inventory.map((row) => row.PodStatus))).toEqual(new Set([pod?.status.phase]));
    expect(inventory.map((row) => row.ContainerStatusReason)).toContain(it0.state);
    expect(inventory.at(-1)?.ContainerID === '').toBe(status?.containerID === undefined);
  });

  it('tells of it by the same event in the Kubernetes API and the workspace', () => {
    const event = seen.events().find((it) => it.involvedObject.name === name && message.test(it.message));
    const rows = seen
      .rows('KubeEvents', later(-60), now)
      .filter((row) => row.Name === name && message.test(String(row.Message)));

    expect(event).toMatchObject({ type: 'Warning', reason });
    expect(rows.map((row) => row.Reason)).toContain(reason);
    expect(rows.at(-1)?.Message).toBe(event?.message);
  });

  it('remembers how the run before ended, or that there was none', () => {
    const last = 'last' in it0 ? it0.last : undefined;
    const remembered = inventory.map((row) => JSON.parse(String(row.ContainerLastStatus)).reason);

    if (last) expect(status?.lastState.terminated).toMatchObject(last);
    else expect(status?.lastState).toEqual({});
    expect(new Set(remembered)).toEqual(new Set([last?.reason]));
    expect(inventory.at(-1)?.ContainerRestartCount).toBeLessThanOrEqual(status?.restartCount ?? -1);
  });

  it('has what the container wrote before it ended, or nothing', () => {
    const wanted = 'lastLine' in it0 ? it0.lastLine : undefined;
    const collected = seen
      .rows('ContainerLogV2', later(-30), now)
      .filter((row) => row.PodName === name)
      .map((row) => String(row.LogMessage));

    if (wanted) {
      expect(seen.log(name, true)?.at(-1)).toMatch(wanted);
      expect(seen.log(name, false)?.at(-1)).toMatch(wanted);
      expect(collected.at(-1)).toMatch(wanted);
      expect(seen.log(name, true)).toContain(collected.at(-1));
    } else {
      expect(seen.log(name, true) ?? []).toEqual([]);
      expect(collected).toEqual([]);
    }
  });

  it('keeps the old pods, and says that the roll-out is stuck', () => {
    const deployment = seen.objects('deployments').find((it) => it.metadata.name === it0.workload);
    const replicas = deployment?.spec.replicas ?? 0;
    const sets = seen.objects('replicasets').filter((it) => it.metadata.name.startsWith(`${it0.workload}-`));

    expect(deployment?.status).toMatchObject({ readyReplicas: replicas, updatedReplicas: 1, unavailableReplicas: 1 });
    expect(deployment?.status.conditions?.find((it) => it.type === 'Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
    expect(sets.map((it) => [it.spec.replicas, it.status.readyReplicas ?? 0]).sort()).toEqual(
      [
        [1, 0],
        [replicas, replicas],
      ].sort(),
    );
  });
});
