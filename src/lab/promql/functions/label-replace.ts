import type { Match, Pattern } from '../../kql/regex.ts';
import { labelValue, withLabel } from '../labels.ts';
import { anchored } from '../matcher.ts';
import { executionError } from '../promql-error.ts';
import { type PromFunction, pointsOf, textOf } from './prom-function.ts';

/** Sets a label from parts of another when the whole of that one matches. */
export const labelReplace: PromFunction = {
  takes: ['vector', 'string', 'string', 'string', 'string'],
  returns: 'vector',
  call: ([vector, target, replacement, source, expression]) => {
    const [to, text, from] = [textOf(target), textOf(replacement), textOf(source)];
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(to))
      throw executionError(`invalid destination label name in label_replace(): ${to}`);
    const pattern = compiled(textOf(expression));
    return {
      type: 'vector',
      points: pointsOf(vector).map((point) => {
        const match = pattern.exec(labelValue(point.labels, from));
        return match ? { ...point, labels: withLabel(point.labels, to, expand(text, match)) } : point;
      }),
    };
  },
};

function compiled(expression: string): Pattern {
  try {
    return anchored(expression);
  } catch {
    throw executionError(`invalid regular expression in label_replace(): ${expression}`);
  }
}

/** `$1`, `${1}`, `$name` and `${name}` stand for groups, `$$` for a dollar; a group that is not there is empty. */
function expand(text: string, match: Match): string {
  return text.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_all, dollar?: string, bare?: string, braced?: string) => {
    if (dollar) return '$';
    const name = bare ?? braced ?? '';
    return (/^\d+$/.test(name) ? match.groups[Number(name)] : match.named(name)) ?? '';
  });
}
