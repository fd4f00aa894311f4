import { expect, it } from 'vitest';
import { app, eventOf, type Facts } from '../cluster.ts';
import { diagnosed } from '../diagnosed.ts';

const starting = (reason = 'ContainerCreating', message?: string) =>
  app('cart', { ready: false, phase: 'Pending', state: { waiting: { reason, ...(message && { message }) } } });
const first = (...parts: Facts[]) => diagnosed(...parts)[0];
const onPod = (reason: string, message: string, minutes = 1, count = 4) =>
  eventOf('Pod/cart-1a2b3c-0', reason, message, minutes, count);
const onSet = (message: string) => eventOf('ReplicaSet/cart-1a2b3c', 'FailedCreate', message);
const nowhere = app('cart', { ready: false, hasPods: false });

it('says that a disk still hangs on another node, and for whom', () => {
  const event = onPod(
    'FailedAttachVolume',
    'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) cart-old',
  );

  expect(first(starting(), event)).toMatchObject({ code: 'volume-attached-elsewhere' });
  expect(first(starting(), event)?.sentence).toContain(
    'volume pvc-1 of cart-1a2b3c-0 is still attached for pod cart-old',
  );
});

it('quotes why a volume cannot be mounted, not that the wait for it timed out', () => {
  const finding = first(
    starting(),
    onPod(
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[data]: timed out waiting for the condition',
      1,
    ),
    onPod('FailedMount', 'MountVolume.SetUp failed for volume "share" : mount error(13): Permission denied', 3),
  );

  expect(finding?.sentence).toContain('volume share of cart-1a2b3c-0 cannot be mounted on node-1, access is denied');
});

it('tells a network that is out of addresses from one that cannot be set up', () => {
  const full = onPod(
    'FailedCreatePodSandBox',
    'plugin type="azure-vnet" failed: Failed to allocate pod IP: subnet is full',
  );
  const broken = onPod('FailedCreatePodSandBox', 'plugin type="cilium-cni" failed: unable to connect to the agent');

  expect(first(starting(), full)?.sentence).toContain('there is no IP address left for cart-1a2b3c-0 on node-1');
  expect(first(starting(), broken)?.sentence).toContain('the network of cart-1a2b3c-0 cannot be set up');
});

it('says that an image would run as root where it may not', () => {
  const refused = starting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root');

  expect(first(refused)).toMatchObject({ code: 'run-as-root-refused' });
});

it('says which webhook does not answer, and what else the API server has against a pod', () => {
  const silent = onSet(
    'Error creating: Internal error occurred: failed calling webhook "policy.example.com": connection refused',
  );
  const other = onSet('Error creating: pods "cart-1a2b3c-x" is forbidden: no PriorityClass with name gold was found');

  expect(first(nowhere, silent)?.sentence).toContain('cannot reach the admission webhook policy.example.com');
  expect(first(nowhere, other)).toMatchObject({ code: 'pod-refused' });
  expect(first(nowhere, other)?.sentence).toContain('no PriorityClass with name gold was found');
});

it('is silent about old words of a pod that has started, and about a first try', () => {
  const once = onPod('FailedMount', 'MountVolume.SetUp failed for volume "share" : not yet', 0, 1);
  const fresh = { events: (once.events ?? []).map((it) => ({ ...it, firstAt: it.lastAt })) };

  expect(
    first(app('cart'), onPod('FailedMount', 'MountVolume.SetUp failed for volume "share" : gone')),
  ).toBeUndefined();
  expect(first(starting(), fresh)).toBeUndefined();
});
