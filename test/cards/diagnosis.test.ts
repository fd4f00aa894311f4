import { describe, expect, it } from 'vitest';
import { diagnosisCard } from '../../src/cards/diagnosis.ts';
import { diagnosisOf, lowLimit } from '../../src/lab/gallery/diagnosis-data.ts';
import { gaps } from '../../src/lab/gallery/gaps.ts';
import { now, press } from '../../src/lab/gallery/sample.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { partsOf, partsOfType, textOf } from './card-parts.ts';

const cardOf = (diagnosis: Diagnosis, buttons = [press('Logs')]) => diagnosisCard(diagnosis, { now, buttons });
const lines = (diagnosis: Diagnosis) =>
  textOf(cardOf(diagnosis).json)
    .split('\n')
    .filter((line) => line !== '');

describe('the diagnosis card', () => {
  it('begins with the verdict and its number, then how sure and how far', () => {
    expect(lines(diagnosisOf([lowLimit])).slice(0, 3)).toEqual([
      lowLimit.sentence,
      'Almost certain · every replica (3 of 3)',
      'prod-weu / payments / payments-api (Deployment)What to do',
    ]);
  });

  it('quotes its evidence with source and age', () => {
    const shown = lines(diagnosisOf([lowLimit]));

    const quote = shown.indexOf(lowLimit.quotes[0]?.text ?? '');
    expect(shown[quote + 1]).toBe('Kubernetes API · pods in payments · 4 min ago');
  });

  it('numbers the steps when there are several', () => {
    const shown = lines(diagnosisOf([lowLimit]));

    expect(shown).toContain('1. Raise the memory limit of container api from 256 MiB to 384 MiB.');
  });

  it('keeps the derivation of its advice, folded', () => {
    const { json } = cardOf(diagnosisOf([lowLimit]));
    const folded = partsOf(json).find(({ id, type }) => id === 'derivation' && type === 'Container');

    expect(folded?.isVisible).toBe(false);
    expect(textOf(folded)).toContain('KRR says 294 MiB');
  });

  it('says how many things could not be read, folded, with why and what next', () => {
    const { json } = cardOf(diagnosisOf([lowLimit], { gaps }));
    const folded = partsOf(json).find(({ id, type }) => id === 'gaps' && type === 'Container');

    expect(textOf(json)).toContain('2 things could not be read: memory use of the containers, events of the last hour');
    expect(folded?.isVisible).toBe(false);
    expect(textOf(folded)).toContain('Next: Grant Log Analytics Reader');
  });

  it('unfolds the gaps when they are all there is', () => {
    const { json, summary } = cardOf(diagnosisOf([], { gaps }));
    const unfolded = partsOf(json).find(({ id, type }) => id === 'gaps' && type === 'Container');

    expect(summary).toBe('No cause found for OOMKilled of payments-api, but not everything could be read');
    expect(unfolded?.isVisible).toBe(true);
  });

  it('takes no finding for no proof that all is well', () => {
    const { json, summary } = cardOf(diagnosisOf([]));
    const styles = partsOf(json).flatMap(({ style }) => (typeof style === 'string' ? [style] : []));

    expect(summary).toBe('No cause found for OOMKilled of payments-api; that does not say that all is well');
    expect(styles).not.toContain('good');
  });

  it('counts what a read could not see among the gaps', () => {
    const [gap] = gaps;
    const evidence = new Map([
      [
        'memoryUsage',
        { value: [], source: { service: 'Log Analytics' as const, detail: 'Perf' }, at: now, ...(gap ? { gap } : {}) },
      ],
    ]);

    expect(textOf(cardOf(diagnosisOf([lowLimit], { evidence })).json)).toContain(
      '1 thing could not be read: memory use',
    );
  });

  it('offers the query and the cluster in the portal after the buttons it was given', () => {
    const actions = cardOf(diagnosisOf([lowLimit])).json.actions as { title: string; data?: unknown; verb?: string }[];

    expect(actions.map(({ title }) => title)).toEqual(['Logs', 'Open the query', 'Open the cluster']);
    expect(actions[0]).toMatchObject({ type: 'Action.Execute', verb: 'why', data: { id: 'k3v9q2' } });
  });

  it('draws the chart that proves it, with a fallback and the numbers beside it', () => {
    const { json } = cardOf(diagnosisOf([lowLimit]));

    expect(partsOfType(json, /^Chart\.Line$/)).toHaveLength(1);
    expect(textOf(json)).toContain('limit 256 MiB');
  });
});

describe('what a diagnosis is sure of', () => {
  const sure = (confidence: number) => cardOf(diagnosisOf([{ ...lowLimit, confidence }])).summary;

  it('is said as strongly as it is', () => {
    expect(sure(0.9)).toBe(lowLimit.sentence);
    expect(sure(0.6)).toBe(`Likely: ${lowLimit.sentence}`);
    expect(sure(0.3)).toBe(`A guess: ${lowLimit.sentence}`);
  });
});

describe('the diagnosis of a whole cluster', () => {
  const { subject } = diagnosisOf([]);
  const cluster = { ...subject, kind: 'Cluster' as const, namespace: '', name: subject.cluster.name };
  const about = (name: string) => ({ ...lowLimit, about: { kind: 'Deployment', namespace: 'shop', name } });
  const wide = diagnosisOf([about('payments-api'), about('cart')], { subject: cluster });

  it('names what it blames, and lists the rest by object', () => {
    const shown = lines(wide);

    expect(shown[1]).toBe('Deployment payments-api in shop · Almost certain · every replica (3 of 3)');
    expect(shown.join('\n')).toContain('Also found');
    expect(shown.join('\n')).toContain('Deployment cart in shop');
  });

  it('looks closer where a line is pressed', () => {
    const { json } = diagnosisCard(wide, { now, buttons: [], closer: () => press('Why cart') });
    const [row] = partsOf(json).filter(({ title }) => title === 'Why cart');

    expect(row).toMatchObject({ type: 'Action.Execute', verb: 'why', data: { id: 'k3v9q2' } });
  });

  it('says how much it looked at, when it found nothing', () => {
    const evidence = new Map([
      ['pods', { value: [{}, {}], source: { service: 'Kubernetes API' as const, detail: 'pods' }, at: now }],
    ]);

    expect(lines(diagnosisOf([], { subject: cluster, evidence }))[1]).toMatch(/^Looked at 2 pods of the last /);
  });
});
