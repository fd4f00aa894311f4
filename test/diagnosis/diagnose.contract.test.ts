import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { locateWorkload } from '../../src/diagnosis/locate-workload.ts';
import type { Subject, Symptom } from '../../src/model/subject.ts';
import { useLabAzure } from '../contract/lab-azure.ts';

const lab = useLabAzure();

async function find(name: string): Promise<Subject> {
  const located = await locateWorkload(lab().connect(), { name, cluster: 'prod-weu' });
  if (located.kind !== 'found') throw new Error(`${name} is ${located.kind}`);
  return located.subject;
}

async function why(subject: Subject, symptom?: Symptom) {
  const to = new Date();
  return diagnose(lab().connect(), subject, symptom, { from: new Date(to.getTime() - 24 * 3_600_000), to });
}

describe('why, against the range', () => {
  it('explains the kills of payments-api by its limit, on every replica, from several sources', async () => {
    const { findings, evidence, gaps } = await why(await find('payments-api'), 'OOMKilled');
    const [first] = findings;

    expect(first?.code).toBe('oom-limit-too-low');
    expect(first?.sentence).toMatch(
      /^Container api of payments-api needs more than its 256 MiB: OOM-killed (at least )?\d+ times in [34] h/,
    );
    expect(first?.scope).toMatchObject({ kind: 'every replica', of: 3 });
    expect(first?.suggestions[0]?.text).toContain('from 256 MiB to 384 MiB');
    expect(new Set(first?.quotes.map((it) => it.source.detail)).size).toBeGreaterThanOrEqual(3);
    expect(evidence.size).toBeGreaterThanOrEqual(7);
    expect(gaps).toEqual([]);
  });

  it('finds the same without being told the symptom', async () => {
    expect((await why(await find('payments-api'))).findings[0]?.code).toBe('oom-limit-too-low');
  });

  it('says of a whole namespace what a question about the blamed workload says, once, with its chart and derivation', async () => {
    const { cluster, namespace } = await find('payments-api');
    const subject: Subject = { cluster, kind: 'Namespace', namespace, name: namespace };

    const { findings, evidence } = await why(subject);
    const about = findings.filter((it) => it.about?.name === 'payments-api');

    expect(findings[0]).toBe(about[0]);
    expect(about.map((it) => it.code).filter((code) => code.startsWith('oom'))).toEqual(['oom-limit-too-low']);
    expect(about[0]?.series?.lines.length).toBeGreaterThan(0);
    expect(about[0]?.derivation?.join(' ')).toContain('KRR');
    expect(evidence.has('memoryUsage')).toBe(true);
  });

  it('says that nothing is wrong with a workload that is well', async () => {
    const { findings } = await why(await find('ledger'), 'OOMKilled');

    expect(findings.map((it) => it.code)).toEqual(['nothing-wrong-now']);
  });

  it('answers without Log Analytics, with one gap that says what to grant', async () => {
    const subject = await find('payments-api');
    lab().running.faults.set('log-analytics', { status: 403 });

    const { findings, gaps } = await why(subject, 'OOMKilled');

    expect(findings[0]?.code).toBe('oom-limit-too-low');
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.what).toContain('memory use over time');
    expect(gaps[0]?.next).toContain('Log Analytics Reader');
  });

  it('answers without the Kubernetes API, with one gap', async () => {
    const subject = await find('payments-api');
    lab().running.faults.set('kubernetes', { status: 403 });

    const { findings, gaps } = await why(subject, 'OOMKilled');

    expect(findings[0]?.code).toBe('oom-limit-too-low');
    expect(new Set(gaps.map((gap) => gap.service))).toEqual(new Set(['Kubernetes API']));
    // What another source told is said beside it; what nobody told is one gap.
    expect(gaps.filter((gap) => !gap.instead)).toHaveLength(1);
  });

  it('claims nothing when nothing could be read', async () => {
    const subject = await find('payments-api');
    lab().running.faults.set('kubernetes', { status: 403 });
    lab().running.faults.set('log-analytics', { status: 403 });

    const { findings, evidence, gaps } = await why(subject, 'OOMKilled');

    expect(findings).toEqual([]);
    expect(evidence.size).toBe(0);
    expect(gaps).toHaveLength(2);
  });

  it('has a gap of its own for a cluster without Container Insights', async () => {
    const { cluster, ...subject } = await find('payments-api');
    const { workspace: _, ...without } = cluster;

    const { findings, gaps } = await why({ ...subject, cluster: without }, 'OOMKilled');

    expect(findings[0]?.code).toBe('oom-limit-too-low');
    expect(gaps.map((gap) => gap.why)).toEqual([
      expect.stringContaining('Container Insights is not enabled on prod-weu'),
    ]);
  });

  it('asks few questions, each once and all at once', async () => {
    const subject = await find('payments-api');
    const { requests, faults } = lab().running;
    faults.set('log-analytics', { latencyMs: 3_000 });
    requests.clear();

    await why(subject, 'OOMKilled');

    const asked = requests.all().map((it) => ({ ...it, what: `${it.api} ${it.path} ${it.kql ?? ''}` }));
    expect(new Set(asked.map((it) => it.what)).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(18);
    const began = asked.filter((it) => it.api === 'log-analytics').map((it) => it.at.getTime());
    expect(began).toHaveLength(4);
    expect(Math.max(...began) - Math.min(...began)).toBeLessThan(3_000);
  });
}, 60_000);
