import { describe, expect, it } from 'vitest';
import { oomLimitTooLow } from '../../src/diagnosis/rules/oom-limit-too-low.ts';
import { event, given, history, killed, memory, minutesAgo, node, now, pod, usage, workload } from './given.ts';

const judge = (evidence: ReturnType<typeof given>) => oomLimitTooLow.judge(evidence, workload('payments-api'), now);

describe('oom-limit-too-low', () => {
  it('explains an OOM kill by a limit that is too low', () => {
    const finding = judge(
      given({
        containerRestarts: [pod('payments-api-1', { terminations: [killed(10)] })],
        restartHistory: [history('payments-api-1', [10, 40, 70, 100, 130, 160, 190])],
        memoryUsage: memory(usage('payments-api-1', { peakMiB: 255, limitMiB: 256 })),
      }),
    );

    expect(finding?.sentence).toContain('needs more than its 256 MiB: OOM-killed 7 times in 4 h');
    expect(finding?.sentence).toContain('peaked at 255 MiB');
    expect(finding?.suggestions[0]?.text).toBe('Raise the memory limit of container api from 256 MiB to 384 MiB.');
    expect(finding?.confidence).toBeGreaterThan(0.8);
  });

  it('shows the derivation of its advice beside what KRR and the VPA would say', () => {
    const finding = judge(
      given({
        containerRestarts: [pod('payments-api-1', { terminations: [killed(10)] })],
        memoryUsage: memory(usage('payments-api-1', { peakMiB: 255, limitMiB: 256 })),
      }),
    );

    expect(finding?.derivation?.join('\n')).toMatch(
      /Peak: 255 MiB.*\nKRR:.*= 320 MiB\.\nVPA:.*= 356 MiB\.\nOurs: 384 MiB/,
    );
  });

  it('needs nothing but the Kubernetes API, and is then less sure', () => {
    const evidence = { containerRestarts: [pod('payments-api-1', { terminations: [killed(10)] })] };
    const alone = judge(given(evidence));
    const measured = judge(given({ ...evidence, memoryUsage: memory(usage('payments-api-1', { peakMiB: 255 })) }));

    expect(alone?.code).toBe('oom-limit-too-low');
    expect(alone?.confidence).toBeLessThan(measured?.confidence ?? 0);
  });

  it('works from Log Analytics alone when the Kubernetes API is out of reach', () => {
    const finding = judge(
      given({
        restartHistory: [history('payments-api-1', [10, 40])],
        memoryUsage: memory(usage('payments-api-1', { peakMiB: 250, limitMiB: 256 })),
      }),
    );

    expect(finding?.sentence).toContain('256 MiB: OOM-killed 2 times');
  });

  it('says that there were more kills than were seen when the container restarted more often', () => {
    const finding = judge(given({ containerRestarts: [pod('a', { terminations: [killed(10)], restarts: 197 })] }));

    expect(finding?.sentence).toContain('OOM-killed at least once in 10 min (197 restarts)');
  });

  it('draws memory against the limit, with the kills', () => {
    const finding = judge(
      given({
        containerRestarts: [pod('payments-api-1', { terminations: [killed(10)] })],
        memoryUsage: memory(usage('payments-api-1', { peakMiB: 255, limitMiB: 256 })),
      }),
    );

    expect(finding?.series?.threshold).toEqual({ legend: 'limit', value: 256 });
    expect(finding?.series?.lines.map((line) => line.legend)).toEqual(['payments-api-1', 'OOM kill']);
    expect(finding?.series?.lines[1]?.points).toEqual([{ at: minutesAgo(10), value: 256 }]);
  });

  it('advises no limit that the node could not hold', () => {
    const finding = judge(
      given({
        containerRestarts: [pod('a', { terminations: [killed(10)], limitMiB: 11_500 })],
        memoryUsage: memory(usage('a', { peakMiB: 11_400, limitMiB: 11_500 }), {
          ...node('node-1', 6_000),
          allocatableMiB: 12_000,
        }),
      }),
    );

    expect(finding?.suggestions.map((it) => it.text)).toEqual([expect.stringContaining('use a larger node size')]);
  });

  it('counts a kill that two sources saw once', () => {
    const finding = judge(
      given({
        containerRestarts: [pod('payments-api-1', { terminations: [killed(10)] })],
        restartHistory: [history('payments-api-1', [10])],
      }),
    );

    expect(finding?.sentence).toContain('OOM-killed once in 10 min');
  });

  it('takes the runtime at its word, whatever the exit code', () => {
    expect(
      judge(given({ containerRestarts: [pod('a', { terminations: [killed(10, { exitCode: 1 })] })] })),
    ).toBeDefined();
  });

  it('does not take a SIGKILL (137) without the reason OOMKilled for one', () => {
    const evidence = given({
      containerRestarts: [pod('a', { terminations: [killed(10, { reason: 'Error' })] })],
      restartHistory: [history('a', [10, 20], { reason: 'Error' })],
      memoryUsage: memory(usage('a', { peakMiB: 255, limitMiB: 256 })),
    });

    expect(judge(evidence)).toBeUndefined();
  });

  it('is silent about kills of long ago', () => {
    expect(judge(given({ containerRestarts: [pod('a', { terminations: [killed(900)] })] }))).toBeUndefined();
  });

  it('is silent when the container has no limit', () => {
    const { limitMiB: _, ...unlimited } = pod('a', { terminations: [killed(10)] }).containers[0] ?? {};
    const evidence = given({ containerRestarts: [{ ...pod('a'), containers: [unlimited as never] }] });

    expect(judge(evidence)).toBeUndefined();
  });

  it('is silent when the node ran out of memory', () => {
    const evidence = given({
      containerRestarts: [pod('a', { terminations: [killed(10)] })],
      memoryUsage: memory(usage('a', { peakMiB: 120, limitMiB: 256 }), node('node-1', 11_900)),
      eventHistory: [event('SystemOOM', 'System OOM encountered, victim process: java, pid: 4711')],
    });

    expect(judge(evidence)).toBeUndefined();
  });

  it('knows the kernel’s word for a full memory cgroup', () => {
    const message = 'Memory cgroup out of memory: Killed process 4711 (java) total-vm:2048000kB';
    const evidence = given({
      containerRestarts: [pod('a', { terminations: [killed(10)] })],
      eventHistory: [event('OOMKilling', message)],
    });

    expect(judge(evidence)?.quotes.map((quote) => quote.text)).toContain(`OOMKilling: ${message}`);
  });
});
