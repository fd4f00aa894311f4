import { describe, expect, it } from 'vitest';
import { judgePod } from '../../../src/security/pod-security/judge-pod.ts';
import { pod, safe } from './pod-with.ts';

const first = 'spec.containers[0].securityContext';
const probe = (way: string) => ({ [way]: { host: '10.0.0.1' } });
const broken = (
  level: 'baseline' | 'restricted',
  control: string,
  change: Parameters<typeof pod>[0],
  ...paths: string[]
) => [level, control, paths.join(', '), change] as const;

describe('is broken', () => {
  it.each([
    ...['hostNetwork', 'hostPID', 'hostIPC'].map((it) =>
      broken('baseline', 'host-namespaces', { spec: { [it]: true } }, `spec.${it}`),
    ),
    broken('baseline', 'privileged-containers', { own: { privileged: true } }, `${first}.privileged`),
    broken(
      'baseline',
      'host-process',
      { context: { windowsOptions: { hostProcess: true } }, own: { windowsOptions: { hostProcess: true } } },
      'spec.securityContext.windowsOptions.hostProcess',
      `${first}.windowsOptions.hostProcess`,
    ),
    broken('baseline', 'host-path-volumes', { spec: { volumes: [{ hostPath: {} }] } }, 'spec.volumes[0].hostPath'),
    broken(
      'baseline',
      'host-ports',
      { container: { ports: [{}, { hostPort: 80 }] } },
      'spec.containers[0].ports[1].hostPort',
    ),
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((it) =>
      ['httpGet', 'tcpSocket'].map((way) =>
        broken('baseline', 'host-probes', { container: { [it]: probe(way) } }, `spec.containers[0].${it}.${way}.host`),
      ),
    ),
    ...['postStart', 'preStop'].flatMap((it) =>
      ['httpGet', 'tcpSocket'].map((way) =>
        broken(
          'baseline',
          'host-probes',
          { container: { lifecycle: { [it]: probe(way) } } },
          `spec.containers[0].lifecycle.${it}.${way}.host`,
        ),
      ),
    ),
    broken(
      'baseline',
      'app-armor',
      { context: { appArmorProfile: { type: 'Unconfined' } }, own: { appArmorProfile: { type: 'Other' } } },
      'spec.securityContext.appArmorProfile.type',
      `${first}.appArmorProfile.type`,
    ),
    broken(
      'baseline',
      'app-armor',
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' } },
      'metadata.annotations["container.apparmor.security.beta.kubernetes.io/a"]',
    ),
    broken(
      'baseline',
      'se-linux',
      { context: { seLinuxOptions: { type: 'spc_t', user: 'u', role: 'r' } } },
      ...['type', 'user', 'role'].map((it) => `spec.securityContext.seLinuxOptions.${it}`),
    ),
    broken('baseline', 'proc-mount', { own: { procMount: 'Unmasked' } }, `${first}.procMount`),
    broken(
      'baseline',
      'proc-mount',
      { spec: { hostUsers: true }, own: { procMount: 'Unmasked' } },
      `${first}.procMount`,
    ),
    broken(
      'restricted',
      'proc-mount-default',
      { spec: { hostUsers: false }, own: { procMount: 'Unmasked' } },
      `${first}.procMount`,
    ),
    broken(
      'baseline',
      'seccomp',
      { context: { seccompProfile: { type: 'Unconfined' } }, own: { seccompProfile: { type: 'Unconfined' } } },
      'spec.securityContext.seccompProfile.type',
      `${first}.seccompProfile.type`,
    ),
    broken(
      'restricted',
      'seccomp-required',
      { context: { seccompProfile: null } },
      `${first}.seccompProfile.type`,
      'spec.containers[1].securityContext.seccompProfile.type',
    ),
    broken(
      'baseline',
      'sysctls',
      { context: { sysctls: [{ name: 'kernel.msgmax' }] } },
      'spec.securityContext.sysctls[0].name',
    ),
    ...['NET_RAW', 'SYS_ADMIN', 'CAP_CHOWN', 'chown', 'ALL'].map((it) =>
      broken(
        'baseline',
        'added-capabilities',
        { own: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', it] } } },
        `${first}.capabilities.add[1]`,
      ),
    ),
    broken(
      'restricted',
      'dropped-capabilities',
      { own: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } },
      `${first}.capabilities.add[0]`,
    ),
    ...[null, {}, { drop: [] }, { drop: ['all'] }, { drop: ['NET_RAW'] }].map((capabilities) =>
      broken('restricted', 'dropped-capabilities', { own: { capabilities } }, `${first}.capabilities.drop`),
    ),
    ...[null, true].map((it) =>
      broken(
        'restricted',
        'privilege-escalation',
        { own: { allowPrivilegeEscalation: it } },
        `${first}.allowPrivilegeEscalation`,
      ),
    ),
    broken('restricted', 'run-as-non-root', { own: { runAsNonRoot: false } }, `${first}.runAsNonRoot`),
    broken(
      'restricted',
      'run-as-non-root',
      { context: { runAsNonRoot: null }, own: { runAsNonRoot: true } },
      'spec.containers[1].securityContext.runAsNonRoot',
    ),
    broken(
      'restricted',
      'run-as-non-root',
      { context: { runAsNonRoot: false }, own: { runAsNonRoot: true } },
      'spec.securityContext.runAsNonRoot',
      'spec.containers[1].securityContext.runAsNonRoot',
    ),
    broken(
      'restricted',
      'run-as-user',
      { context: { runAsUser: 0 }, own: { runAsUser: 0 } },
      'spec.securityContext.runAsUser',
      `${first}.runAsUser`,
    ),
    ...'gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk portworxVolume scaleIO storageos notYetKnown'
      .split(' ')
      .map((it) =>
        broken('restricted', 'volume-types', { spec: { volumes: [{ name: 'v', [it]: {} }] } }, `spec.volumes[0].${it}`),
      ),
  ])('%s by %s: %s', (level, control, paths, change) => {
    const found = judgePod(pod(change), 'restricted');

    expect(found.map((it) => it.path).join(', ')).toBe(paths);
    expect([...new Set(found.map((it) => `${it.control.level} ${it.control.name}`))]).toEqual([`${level} ${control}`]);
    expect(judgePod(pod(change), 'baseline').length > 0).toBe(level === 'baseline');
  });

  it('in containers that run before, and in those that were added for debugging', () => {
    const bad = [{ name: 'x', securityContext: { ...safe, privileged: true } }];

    const found = judgePod(pod({ spec: { initContainers: bad, ephemeralContainers: bad } }), 'baseline');

    expect(found.map(({ path, value }) => `${path} = ${value}`)).toEqual([
      'spec.initContainers[0].securityContext.privileged = true',
      'spec.ephemeralContainers[0].securityContext.privileged = true',
    ]);
  });

  it('on Windows by what every system has', () => {
    const spec = { os: { name: 'windows' }, hostNetwork: true, securityContext: {}, containers: [{ name: 'a' }] };

    expect(judgePod(pod({ spec }), 'restricted').map((it) => it.control.name)).toEqual([
      'host-namespaces',
      'run-as-non-root',
    ]);
  });
});

it('names the fields of a volume that is forbidden, and never what they hold', () => {
  const gitRepo = { repository: 'https://ann:hunter2@git.contoso.example/shop.git' };
  const flexVolume = { driver: 'x/y', options: { password: 'hunter2' } };

  const found = judgePod(
    pod({
      spec: {
        volumes: [
          { name: 'a', gitRepo },
          { name: 'b', flexVolume },
        ],
      },
    }),
    'restricted',
  );

  const volumes = found.filter(({ control }) => control.name === 'volume-types');
  expect(volumes.map(({ value }) => value)).toEqual(['["repository"]', '["driver","options"]']);
});
