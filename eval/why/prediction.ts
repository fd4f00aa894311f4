import type { Finding, ObjectRef } from '../../src/model/finding.ts';
import type { Asked } from './ask-case.ts';
import { labels } from './labels.ts';

/** A line of the answer file, in the form that the measured sets define. */
export interface Prediction {
  id: string;
  predictions: { object: string; cause: string; confidence: number }[];
  confident: boolean;
  quotes: { text: string; source: string }[];
  text: string;
  healthy: boolean;
  ms: number;
}

/** From here on a finding is put forward as the answer, below as a guess. */
const confidentFrom = 0.5;
/** Worse guesses than this are not put forward at all. */
const guessFrom = 0.2;

/** What the diagnosis says, in the sets' words. */
export function predictionOf({ id, diagnosis, ms }: Asked): Prediction {
  const { findings, subject } = diagnosis;
  const [first] = findings;
  const predictions = findings
    .filter((it) => it.confidence >= guessFrom && !isCalm(it))
    .map((it) => ({
      object: objectOf(it.about ?? subject),
      cause: labels[it.code] ?? it.code,
      confidence: Math.round(it.confidence * 1000) / 1000,
    }));
  return {
    id,
    predictions: predictions.slice(0, 10),
    confident: (first?.confidence ?? 0) >= confidentFrom,
    quotes: findings
      .slice(0, 3)
      .flatMap(({ quotes }) => quotes.map((it) => ({ text: it.text, source: it.source.detail }))),
    text: findings
      .slice(0, 3)
      .flatMap((it) => [it.sentence, ...it.quotes.map(({ text }) => text), ...it.suggestions.map(({ text }) => text)])
      .join('\n'),
    healthy: first !== undefined && isCalm(first),
    ms: Math.round(ms * 10) / 10,
  };
}

function isCalm({ code }: Finding): boolean {
  return /^(nothing|recovered)/.test(code);
}

function objectOf({ kind, name }: Pick<ObjectRef, 'kind' | 'name'>): string {
  return `${kind === 'Node' ? 'node' : kind === 'Namespace' ? 'namespace' : 'app'}/${name}`;
}
