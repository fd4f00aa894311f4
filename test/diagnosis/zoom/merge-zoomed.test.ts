import { expect, it } from 'vitest';
import type { Judged } from '../../../src/diagnosis/rank.ts';
import { mergeZoomed } from '../../../src/diagnosis/zoom/merge-zoomed.ts';
import { isWorkload } from '../../../src/model/subject.ts';
import { workload } from '../given.ts';

const rule = { explains: [] };
const forPlaces: Judged['rule'] = { explains: [], fits: (subject) => !isWorkload(subject) };

function found(code: string, about: string | undefined, confidence: number, by: Judged['rule'] = rule): Judged {
  const [kind = '', name = ''] = about?.split('/') ?? [];
  const object = about && { about: { kind, namespace: kind === 'Node' ? '' : 'shop', name } };
  return { finding: { code, ...object, confidence, sentence: '', quotes: [], suggestions: [] }, rule: by };
}

const cart = 'Deployment/cart';
const db = found('dbDown', 'StatefulSet/db', 0.9);

it.each<[string, Judged[], Judged[], string[]]>([
  [
    'a view as sure takes the place of what was seen from afar',
    [db, found('crash', cart, 0.45)],
    [found('leak', undefined, 0.95)],
    ['leak 0.95', 'dbDown 0.9'],
  ],
  [
    'a view that is less sure is left out, so that nothing contradicts',
    [found('port', cart, 0.95), db],
    [found('unclear', undefined, 0.25)],
    ['port 0.95', 'dbDown 0.9'],
  ],
  [
    'a rule for places gives way to one that knows the object, which is as sure as it',
    [found('oom', cart, 0.94, forPlaces), db],
    [found('limit', undefined, 0.7)],
    ['limit 0.94', 'dbDown 0.9'],
  ],
  [
    'but not to one that hardly knows',
    [found('oom', cart, 0.94, forPlaces)],
    [found('unclear', undefined, 0.25)],
    ['oom 0.94'],
  ],
  [
    'all that was seen of the object goes, and all that the look saw comes',
    [found('a', cart, 0.9), db, found('b', cart, 0.5)],
    [found('a', cart, 0.9), found('c', cart, 0.6)],
    ['a 0.9', 'dbDown 0.9', 'c 0.6'],
  ],
  [
    'an all-clear contradicts and is never taken over',
    [found('port', cart, 0.5)],
    [found('calm', undefined, 0.9, { explains: [], weight: 'all-clear' })],
    ['port 0.5'],
  ],
  [
    'something sure about another object is new when nothing as sure was said of that',
    [found('crash', cart, 0.45), db],
    [found('node', 'Node/n', 0.8), found('db', 'StatefulSet/db', 0.8), found('guess', 'Node/m', 0.3)],
    ['dbDown 0.9', 'node 0.8', 'crash 0.45'],
  ],
])('%s', (_, wide, zoomed, left) => {
  const merged = mergeZoomed(wide, { ...workload('cart') }, zoomed);

  expect(merged.map(({ finding }) => `${finding.code} ${finding.confidence}`)).toEqual(left);
  expect(merged.every(({ finding }) => finding.about !== undefined)).toBe(true);
});
