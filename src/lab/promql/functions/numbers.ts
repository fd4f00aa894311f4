import { noLabels, withoutName } from '../labels.ts';
import { absentLabels } from './over-time.ts';
import { numberOf, type PromFunction, pointsOf } from './prom-function.ts';

/** Functions on single values, and between vectors and scalars. */
export const numbers: Record<string, PromFunction> = {
  abs: ofEach(0, Math.abs),
  ceil: ofEach(0, Math.ceil),
  floor: ofEach(0, Math.floor),
  sqrt: ofEach(0, Math.sqrt),
  exp: ofEach(0, Math.exp),
  ln: ofEach(0, Math.log),
  log2: ofEach(0, Math.log2),
  log10: ofEach(0, Math.log10),
  sgn: ofEach(0, Math.sign),
  round: { ...ofEach(1, (value, to = 1) => Math.floor(value * (1 / to) + 0.5) / (1 / to)), optional: 1 },
  clamp_min: ofEach(1, (value, least = 0) => Math.max(value, least)),
  clamp_max: ofEach(1, (value, most = 0) => Math.min(value, most)),
  clamp: clamp(),
  sort: sorted(1),
  sort_desc: sorted(-1),
  absent: {
    takes: ['vector'],
    returns: 'vector',
    call: ([vector], _at, [node]) => ({
      type: 'vector',
      points: pointsOf(vector).length > 0 ? [] : [{ labels: absentLabels(node), value: 1 }],
    }),
  },
  time: { takes: [], returns: 'scalar', call: (_args, at) => ({ type: 'scalar', value: at / 1_000 }) },
  vector: {
    takes: ['scalar'],
    returns: 'vector',
    call: ([scalar]) => ({ type: 'vector', points: [{ labels: noLabels, value: numberOf(scalar) }] }),
  },
  scalar: {
    takes: ['vector'],
    returns: 'scalar',
    call: ([vector]) => {
      const points = pointsOf(vector);
      return { type: 'scalar', value: points.length === 1 ? (points[0]?.value ?? Number.NaN) : Number.NaN };
    },
  },
};

function ofEach(scalars: number, result: (value: number, ...more: number[]) => number): PromFunction {
  return {
    takes: ['vector', ...Array.from({ length: scalars }, () => 'scalar' as const)],
    returns: 'vector',
    call: ([vector, ...more]) => ({
      type: 'vector',
      points: pointsOf(vector).map((it) => ({
        labels: withoutName(it.labels),
        value: result(it.value, ...more.map((one) => numberOf(one))),
      })),
    }),
  };
}

function clamp(): PromFunction {
  const each = ofEach(2, (value, least = 0, most = 0) => Math.max(least, Math.min(most, value)));
  return {
    ...each,
    // Bounds that exclude each other leave nothing.
    call: (args, at, nodes) =>
      numberOf(args[2]) < numberOf(args[1]) ? { type: 'vector', points: [] } : each.call(args, at, nodes),
  };
}

/** Smallest (1) or largest (-1) first, NaN last; the series stay as they are. */
function sorted(direction: 1 | -1): PromFunction {
  return {
    takes: ['vector'],
    returns: 'vector',
    call: ([vector]) => ({
      type: 'vector',
      points: [...pointsOf(vector)].sort((one, other) =>
        Number.isNaN(one.value) || Number.isNaN(other.value)
          ? Number(Number.isNaN(one.value)) - Number(Number.isNaN(other.value))
          : direction * (one.value - other.value),
      ),
    }),
  };
}
