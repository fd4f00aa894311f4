import { describe, expect, it } from 'vitest';
import { foldAlike } from '../../../src/diagnosis/fold-alike.ts';
import { underThisLimit } from '../../../src/diagnosis/oom/under-this-limit.ts';
import { hasSettled } from '../../../src/diagnosis/recovery/has-settled.ts';
import { deploymentFor } from '../../../src/diagnosis/situation/adopted.ts';
import { app, clusterOf } from '../cluster.ts';
import { minutesAgo, now, pod } from '../given.ts';

it.each([
  [{ restarts: 9, lived: 0.5, ago: 11 }, true, 'short lives are outlived in ten minutes'],
  [{ restarts: 9, lived: 0.5, ago: 8 }, false, 'ten minutes are the least'],
  [{ restarts: 9, lived: 60, ago: 100 }, false, 'a life of an hour may well end again'],
  [{ restarts: 9, lived: 60, ago: 190 }, true, 'three times as long as before'],
  [{ restarts: 1, lived: 9_000, ago: 65 }, true, 'a single ending is over in an hour'],
  [{ restarts: 9, lived: 9_000, ago: 400 }, true, 'and several in six'],
  [{ restarts: 2, lived: 0, ago: 30 }, false, 'a life of unknown length needs an hour'],
])('a container with %o has settled: %s, since %s', ({ restarts, lived, ago }, expected) => {
  const ending = { restarts, finishedAt: minutesAgo(ago), ...(lived && { startedAt: minutesAgo(ago + lived) }) };

  expect(hasSettled(ending, minutesAgo(ago - 0.1), now)).toBe(expected);
});

describe('an OOM kill before a roll-out', () => {
  const kill = {
    pod: 'cart-old',
    container: 'cart',
    at: minutesAgo(90),
    quote: { text: '', source: { service: 'Kubernetes API' as const, detail: '' } },
  };
  const revision = (name: string, memory: string, minutes: number, number: number) => ({
    metadata: {
      name,
      namespace: 'shop',
      creationTimestamp: minutesAgo(minutes),
      annotations: { 'deployment.kubernetes.io/revision': String(number) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', uid: '', controller: true }],
    },
    spec: { selector: {}, template: { spec: { containers: [{ name: 'cart', resources: { limits: { memory } } }] } } },
  });
  const rolledOut = (memory: string) => {
    const { replicaSets: _replicaSets, ...cart } = app('cart');
    const revisions = [revision('cart-1a2b3c', memory, 30, 2), revision('cart-0', '256Mi', 900, 1)];
    return clusterOf(cart, { replicaSets: revisions, containerRestarts: [pod('cart-1a2b3c-0')] });
  };

  it('is over when the limit was raised, and only then', () => {
    expect(underThisLimit([kill], rolledOut('512Mi'))).toEqual([]);
    expect(underThisLimit([kill], rolledOut('256Mi'))).toEqual([kill]);
    expect(underThisLimit([{ ...kill, pod: 'cart-1a2b3c-0' }], rolledOut('512Mi'))).toHaveLength(1);
  });
});

it('a crowd of unsure symptoms is told as three, with the names of the others', () => {
  const crowd = Array.from({ length: 18 }, (_, index) => ({
    finding: {
      code: 'crash',
      confidence: index === 9 ? 0.6 : 0.3,
      sentence: `w${index} crashes.`,
      about: { kind: 'Deployment', namespace: 'shop', name: `w${index}` },
      quotes: [],
      suggestions: [],
    },
    rule: { explains: [], weight: 'symptom' as const },
  }));

  const told = foldAlike(crowd).map(({ finding }) => finding.sentence);

  expect(told).toEqual([
    'w0 crashes.',
    'w1 crashes.',
    'w2 crashes. So it is with 14 more: w3, w4, w5, w6, w7 and 9 more.',
    'w9 crashes.',
  ]);
});

it('a pod without an owner belongs to the Deployment that its name and labels fit, where there is one', () => {
  const deployments = app('cart').deployments ?? [];
  const alone = (name: string, labels?: Record<string, string>) => ({
    metadata: { name, namespace: 'shop', ...(labels && { labels }) },
  });

  expect(deploymentFor(alone('cart-7f9d-x1'), deployments)).toBe('cart');
  expect(deploymentFor(alone('cart-7f9d-x1', { app: 'other' }), deployments)).toBeUndefined();
  expect(deploymentFor(alone('carts-7f9d-x1'), deployments)).toBeUndefined();
});
