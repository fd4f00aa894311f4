import { describe, expect, it } from 'vitest';
import type { DetectorText } from '../../../src/model/detector.ts';
import { detectorLine, detectorText } from '../../../src/monitoring/detectors/detector-text.ts';
import { solutionText } from '../../../src/monitoring/detectors/solution-text.ts';

const text = (it: string): DetectorText => ({ kind: 'text', text: it });
const item = (it: string): DetectorText => ({ kind: 'item', text: it });
const md = (it: string) => `<markdown>${it}</markdown>`;

const cells: [name: string, cell: string, parts: DetectorText[]][] = [
  ['a sentence', ' All is\r\n well. ', [text('All is well.')]],
  ['nothing', ' \n', []],
  ['signs of a sentence that are no HTML', 'disks <= 128GB & p < 3', [text('disks <= 128GB & p < 3')]],
  ['underscores outside of markdown', 'kube_pod_info **is** &lt;b&gt;', [text('kube_pod_info **is** <b>')]],
  ['emphasis and entities', md('from **A** &rArr; _B_&nbsp;now'), [text('from A ⇒ B now')]],
  ['paragraphs', md('\none\n\ntwo<br/>three\n'), [text('one'), text('two'), text('three')]],
  ['headings', md('## What to do\n\nThis.'), [{ kind: 'heading', text: 'What to do' }, text('This.')]],
  ['lists', md('- a\n- b\n\n3. c\n4. d'), [item('a'), item('b'), item('1. c'), item('2. d')]],
  ['a list in a list', '<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>', [item('a'), item('1. b'), item('c')]],
  ['code', md('```\nkubectl get pods\n  -A\n```'), [{ kind: 'code', text: 'kubectl get pods\n  -A' }]],
  ['what somebody has to fill in', md('run `drain` <node-name>'), [text('run drain <node-name>')]],
  [
    'links, as words and an address that no client makes a link of',
    md('- [Docs](https://learn.microsoft.com/azure/aks/#x)\n- https://aka.ms/aks/\n- [bad](javascript:alert(1))'),
    [item('Docs (learn.microsoft.com/azure/aks/#x)'), item('https://aka.ms/aks/'), item('bad')],
  ],
  [
    'what a browser would run',
    '<p>a<script>alert(1)</script><img src=x onerror=alert(1) alt="icon"></p>',
    [text('aicon')],
  ],
  ['an icon that says by its title alone', '<i title="Succeeded"></i>', [text('Succeeded')]],
  ['an icon that says it again', 'Succeeded <i title="Succeeded"></i>', [text('Succeeded')]],
  [
    'a table in HTML',
    md('<table><tr><th>Pod</th><th>State</th></tr>\r\n<tr><td> a </td><td><b>bad</b><br>twice</td></tr></table>'),
    [{ kind: 'table', columns: ['Pod', 'State'], rows: [['a', 'bad twice']] }],
  ],
  ['a table in markdown', md('|P|S|\n|-|-|\n|a|b|'), [{ kind: 'table', columns: ['P', 'S'], rows: [['a', 'b']] }]],
  [
    'a table without heads, and one in a cell',
    '<table><tr><td>k</td><td><table><tr><td>v</td><td>w</td></tr></table></td></tr></table>',
    [{ kind: 'table', columns: [], rows: [['k', 'v w']] }],
  ],
  ['what does not end', '<table><tr><td>a', [{ kind: 'table', columns: [], rows: [['a']] }]],
];

describe('the text of a check', () => {
  it.each(cells)('reads %s', (_, cell, parts) => {
    expect(detectorText(cell)).toEqual(parts);
  });

  it('is read in bounded time, however it is nested', () => {
    for (const bad of ['>', '<table><tr><td>', '<a href="https://x.example/">']) {
      expect(detectorText(md(bad.repeat(100_000))).at(-1)).toEqual(text('… AKS wrote more than is read here.'));
    }
  });

  it('is one line where it is a sentence', () => {
    expect(detectorLine('<b>2</b> nodes<ul><li>a</li><li>b</li></ul>')).toBe('2 nodes a b');
  });

  it.each([
    ['null', []],
    ['[]', []],
    ['Restart <b>it</b>.', [text('Restart it.')]],
    [
      JSON.stringify([
        { Name: 'n', Title: 'Scale out', DescriptionMarkdown: 'Add **one**.', Action: 1, Descriptions: null },
      ]),
      [{ kind: 'heading', text: 'Scale out' }, text('Add one.')],
    ],
  ])('reads the solutions %s', (cell, parts) => {
    expect(solutionText(cell)).toEqual(parts);
  });
});
