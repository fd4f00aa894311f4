import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertKindOf, knownAlertTypes } from '../../src/security/alert-types/alert-kind.ts';
import { tacticsIn } from '../../src/security/alert-types/tactics.ts';

const root = resolve(import.meta.dirname, '../..');
const published = resolve(root, '../shared/azure/security/k8s-alert-types.tsv');
const rows = existsSync(published)
  ? readFileSync(published, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
  : [];

describe('the catalogue of alert types', () => {
  it.skipIf(rows.length === 0)('describes every published type, in words of its own', () => {
    const described = rows.map(([type = '', , , , text = '']) => ({ type, text, kind: alertKindOf(type) }));

    expect(described.filter(({ kind }) => kind === undefined).map(({ type }) => type)).toEqual([]);
    const copied = described.filter(({ kind, text }) => kind && text.includes(kind.means.replace(/\.$/, '')));
    expect(copied.map(({ type }) => type)).toEqual([]);
  });

  it('finds a type in whatever case, and none that nobody has described', () => {
    expect(alertKindOf(' k8s.node_WEBSHELL ')?.helps[0]).toBe('isolate-pod');
    expect(alertKindOf('K8S.NODE_NeverSeen')).toBeUndefined();
    expect(alertKindOf('__proto__')).toBeUndefined();
  });

  it('says each thing in one plain sentence', () => {
    const texts = knownAlertTypes().flatMap((type) => [alertKindOf(type)?.means ?? '', alertKindOf(type)?.look ?? '']);

    expect(texts.length).toBeGreaterThan(150);
    expect(texts.filter((text) => !/^[A-Z].{15,200}\.$/.test(text) || /[—_*`]|\. [A-Z]/.test(text))).toEqual([]);
  });

  it('lists every family that lies on its shelf, and no type twice', () => {
    const folder = resolve(root, 'src/security/alert-types/families');
    const files = readdirSync(folder).filter((it) => it !== 'index.ts');
    const index = readFileSync(resolve(folder, 'index.ts'), 'utf8');
    const types = files.flatMap((file) => [
      ...readFileSync(resolve(folder, file), 'utf8').matchAll(/\bK8S(?:\.NODE)?_\w+'?: \[/g),
    ]);

    expect(files.filter((file) => !index.includes(`'./${file}'`))).toEqual([]);
    expect(knownAlertTypes()).toHaveLength(types.length);
  });

  it.each([
    [
      ['LateralMovement', 'Execution'],
      ['Execution', 'Lateral Movement'],
    ],
    [['Command And Control'], ['Command and Control']],
    [
      ['Exploitation', 'Probing'],
      ['Reconnaissance', 'Initial Access'],
    ],
    [['Unknown', '', 'x'.repeat(1e5), 'impact', 'Impact'], ['Impact']],
  ])('reads the tactics in list %#', (words, tactics) => {
    expect(tacticsIn(words)).toEqual(tactics);
  });
});
