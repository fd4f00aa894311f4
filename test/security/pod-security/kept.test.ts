import { describe, expect, it } from 'vitest';
import * as shelf from '../../../src/security/pod-security/index.ts';
import { judgePod } from '../../../src/security/pod-security/judge-pod.ts';
import { podTemplateOf } from '../../../src/security/pod-security/pod-template-of.ts';
import { pod, safe } from './pod-with.ts';

type Loose = Record<string, unknown>;
const kept = (what: string, change: Parameters<typeof pod>[0]) => [what, change] as const;

describe('restricted is met', () => {
  it.each([
    kept('by the pod that says all', {}),
    kept('with every field that is restricted absent or false', {
      spec: { hostNetwork: false, hostPID: null, hostIPC: undefined, initContainers: null, volumes: null },
      context: { seLinuxOptions: {}, windowsOptions: null, sysctls: null, runAsUser: null, appArmorProfile: null },
      own: { privileged: false, procMount: 'Default', seLinuxOptions: { type: '', user: '', role: '', level: 's0' } },
      container: {
        ports: [{ hostPort: 0 }, { containerPort: 80 }],
        lifecycle: null,
        livenessProbe: { httpGet: { host: '' } },
      },
    }),
    kept('by a container that takes back the low ports', {
      own: { capabilities: { drop: ['NET_RAW', 'ALL'], add: ['NET_BIND_SERVICE'] } },
    }),
    kept('where each container says for itself what the pod does not', {
      spec: {
        securityContext: null,
        containers: [
          { name: 'a', securityContext: { ...safe, runAsNonRoot: true, seccompProfile: { type: 'Localhost' } } },
        ],
      },
    }),
    ...['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'].map((type) =>
      kept(`with SELinux' ${type}`, { context: { seLinuxOptions: { type } } }),
    ),
    ...['RuntimeDefault', 'Localhost'].map((type) =>
      kept(`with AppArmor and seccomp ${type}`, { own: { appArmorProfile: { type }, seccompProfile: { type } } }),
    ),
    ...['runtime/default', 'localhost/mine', ''].map((profile) =>
      kept(`with the annotation "${profile}" of AppArmor`, {
        annotations: { 'container.apparmor.security.beta.kubernetes.io/a': profile, 'other.io/a': 'unconfined' },
      }),
    ),
    kept('with every safe sysctl', {
      context: {
        sysctls: [
          'kernel.shm_rmid_forced',
          ...'ip_local_port_range ip_unprivileged_port_start tcp_syncookies ping_group_range ip_local_reserved_ports tcp_rmem tcp_wmem tcp_keepalive_time tcp_fin_timeout tcp_keepalive_intvl tcp_keepalive_probes tcp_slow_start_after_idle tcp_notsent_lowat'
            .split(' ')
            .map((it) => `net.ipv4.${it}`),
        ].map((name) => ({ name })),
      },
    }),
    kept('with every volume that reaches no storage past a claim, and one without a kind', {
      spec: {
        volumes: 'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'
          .split(' ')
          .map((it): Loose => ({ name: it, [it]: {}, hostPath: null }))
          .concat({ name: 'none' }),
      },
    }),
    kept('on Windows without what is special to Linux', {
      spec: { os: { name: 'windows' }, securityContext: { runAsNonRoot: true }, containers: [{ name: 'a' }] },
    }),
    kept('as root among users of its own', {
      spec: { hostUsers: false },
      context: { runAsNonRoot: false, runAsUser: 0 },
      own: { runAsUser: 0, runAsNonRoot: false },
    }),
  ])('%s', (_, change) => {
    expect(judgePod(pod(change), 'restricted')).toEqual([]);
  });
});

it('baseline is met by a pod that adds every capability which container runtimes give by themselves', () => {
  const add =
    'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT';

  expect(judgePod(pod({ own: { capabilities: { add: add.split(' ') } } }), 'baseline')).toEqual([]);
});

it('baseline is met by a pod with users of its own that sees /proc unmasked', () => {
  expect(judgePod(pod({ spec: { hostUsers: false }, own: { procMount: 'Unmasked' } }), 'baseline')).toEqual([]);
});

it('looks with every control at something', () => {
  expect(Object.values(shelf).every((it) => ['baseline', 'restricted'].includes(it.level))).toBe(true);
  expect(new Set(Object.values(shelf).map((it) => it.name)).size).toBe(Object.keys(shelf).length);
});

it.each([
  ['Pod', (it: Loose) => it, ''],
  ['PodTemplate', (template: Loose) => ({ template }), 'template.'],
  ['Deployment', (template: Loose) => ({ spec: { template } }), 'spec.template.'],
  [
    'CronJob',
    (template: Loose) => ({ spec: { jobTemplate: { spec: { template } } } }),
    'spec.jobTemplate.spec.template.',
  ],
])('finds the pod of a %s', (_, wrap, prefix) => {
  const template = { metadata: { annotations: { a: 'b', n: 1 } }, spec: { containers: [] } };

  expect(podTemplateOf(wrap(template))).toEqual({ prefix, pod: { annotations: { a: 'b' }, spec: template.spec } });
});

it.each([undefined, null, 'text', {}, { spec: { replicas: 1 } }, { spec: { containers: 'none' } }])(
  'finds no pod where there is none: %j',
  (object) => {
    expect(podTemplateOf(object)).toBeUndefined();
  },
);
