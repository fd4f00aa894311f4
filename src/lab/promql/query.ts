import { typeOf } from './check-types.ts';
import { evaluate, momentOf, type Selected } from './evaluate.ts';
import { type Labels, noLabels } from './labels.ts';
import { parsePromql } from './parse.ts';
import { executionError, PromqlError } from './promql-error.ts';
import { lookbackMs, type Series, type SeriesSource, type Value } from './series.ts';
import type { Node, Selector } from './syntax.ts';

/** Values of one series over time: [milliseconds, value]. */
export interface Track {
  labels: Labels;
  points: [number, number][];
}

/** Prometheus refuses to give more points than this for one series. */
export const pointLimit = 11_000;

const sampleLimit = 5_000_000;
const patienceMs = 10_000;

/** What an expression gives at one moment (milliseconds). */
export function queryAt(q: { text: string; at: number; source: SeriesSource }): Value {
  const node = parsed(q.text);
  return evaluate(node, q.at, selectAll(node, q.at, q.at, q.source));
}

/** What an expression gives from a start to an end, every step (milliseconds). */
export function queryOver(q: {
  text: string;
  start: number;
  end: number;
  step: number;
  source: SeriesSource;
}): Track[] {
  const { text, start, end, step, source } = q;
  if (end < start)
    throw new PromqlError('bad_data', 'invalid parameter "end": end timestamp must not be before start time');
  if (step <= 0)
    throw new PromqlError(
      'bad_data',
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if ((end - start) / step > pointLimit)
    throw new PromqlError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  const node = parsed(text);
  const type = typeOf(node);
  if (type !== 'scalar' && type !== 'vector')
    throw new PromqlError(
      'bad_data',
      `invalid parameter "query": invalid expression type "${type === 'matrix' ? 'range vector' : 'string'}" for range query, must be Scalar or instant Vector`,
    );
  const selected = selectAll(node, start, end, source);
  const tracks = new Map<string, Track>();
  const begun = performance.now();
  for (let index = 0; index <= (end - start) / step; index++) {
    if (performance.now() - begun > patienceMs)
      throw new PromqlError('timeout', 'query timed out in expression evaluation');
    const at = start + index * step;
    const value = evaluate(node, at, selected);
    const points =
      value.type === 'scalar'
        ? [{ labels: noLabels, value: value.value }]
        : value.type === 'vector'
          ? value.points
          : [];
    for (const point of points) {
      const track = tracks.get(point.labels.key);
      if (track) track.points.push([at, point.value]);
      else tracks.set(point.labels.key, { labels: point.labels, points: [[at, point.value]] });
    }
  }
  return [...tracks.values()].sort((one, other) => (one.labels.key < other.labels.key ? -1 : 1));
}

/** The parsed text; a refusal names the parameter of the API. */
function parsed(text: string): Node {
  try {
    return parsePromql(text);
  } catch (failure) {
    if (failure instanceof PromqlError)
      throw new PromqlError(failure.errorType, `invalid parameter "query": ${failure.message}`);
    throw failure;
  }
}

function selectAll(node: Node, start: number, end: number, source: SeriesSource): Selected {
  let samples = 0;
  const series = new Map<Selector, Series[]>();
  const visit = (part: Node, from: number, to: number): void => {
    if (part.type === 'selector') {
      const [first, last] = [from, to].map((it) => momentOf(part, it, { start, end }));
      const found = source.select(part.matchers, (first ?? from) - (part.rangeMs ?? lookbackMs), last ?? to);
      samples += found.reduce((sum, one) => sum + one.times.length, 0);
      if (samples > sampleLimit)
        throw executionError('query processing would load too many samples into memory in query execution');
      series.set(part, found);
    } else if (part.type === 'subquery') {
      const [first, last] = [from, to].map((it) => momentOf(part, it, { start, end }));
      visit(part.of, (first ?? from) - part.rangeMs, last ?? to);
    } else for (const inner of partsOf(part)) visit(inner, from, to);
  };
  visit(node, start, end);
  return { series, start, end, moments: 0 };
}

function partsOf(node: Node): Node[] {
  switch (node.type) {
    case 'call':
      return node.args;
    case 'aggregate':
      return node.param ? [node.param, node.of] : [node.of];
    case 'binary':
      return [node.left, node.right];
    case 'negate':
    case 'paren':
      return [node.of];
    default:
      return [];
  }
}
