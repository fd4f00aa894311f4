import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const layers = [
  'lab',
  'cli',
  'main',
  'app',
  'config',
  'server',
  'teams',
  'commands',
  'incidents',
  'diagnosis',
  'security',
  'monitoring',
  'remediation',
  'cards',
  'evidence',
  'store',
  'azure',
  'telemetry',
  'errors',
  'model',
];

const root = resolve(import.meta.dirname, '..');
const files = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? files(path) : [path];
      })
    : [];
const sources = files(join(root, 'src')).filter((path) => /\.(ts|js|css|html)$/.test(path) && !path.endsWith('.d.ts'));
const code = sources.filter((path) => path.endsWith('.ts'));
const tests = ['test', 'bench', 'eval', 'manifest']
  .flatMap((folder) => files(join(root, folder)))
  .filter((path) => path.endsWith('.ts'));
const name = (path: string) => relative(root, path).replaceAll('\\', '/');
const room = (path: string) => name(path).split('/')[1]?.replace(/\.ts$/, '') ?? '';
const imports = (path: string): string[] =>
  [
    ...readFileSync(path, 'utf8').matchAll(
      /(?:^|[;\n])\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');

describe('the house', () => {
  it('lets a file import its own room and what stands to its right', () => {
    const wrong = code.flatMap((path) =>
      imports(path)
        .filter((to) => to.startsWith('.'))
        .map((to) => resolve(dirname(path), to))
        .filter((to) => to.startsWith(join(root, 'src')))
        .filter((to) => room(to) !== room(path) && layers.indexOf(room(to)) <= layers.indexOf(room(path)))
        .map((to) => `${name(path)} -> ${name(to)}`),
    );

    expect(wrong).toEqual([]);
  });

  it('has no room that the list does not name', () => {
    expect([...new Set(code.map(room))].filter((it) => !layers.includes(it))).toEqual([]);
  });

  it('keeps every file within 250 lines', () => {
    const long = [...sources, ...tests].filter((path) => readFileSync(path, 'utf8').split('\n').length > 251);

    expect(long.map(name)).toEqual([]);
  });

  it.each([
    [/^(botbuilder|botframework|restify)/, /^src\/(teams\/|server\.ts)/],
    [/^@azure\/monitor-query/, /^src\/azure\/logs\.ts$/],
    [/^@azure\/arm-security/, /^src\/azure\/defender\.ts$/],
    [/^@azure\/arm-resourcegraph/, /^src\/azure\/graph\.ts$/],
  ])('keeps %s where it belongs', (dependency, allowed) => {
    const users = code.filter((path) => imports(path).some((to) => dependency.test(to))).map(name);

    expect(users.filter((path) => !allowed.test(path) && !path.startsWith('src/lab/'))).toEqual([]);
  });

  it.each([
    'commands',
    'evidence',
    'diagnosis/rules',
    'incidents/sources',
    'monitoring/views',
    'monitoring/queries',
    'security/checks',
    'security/platforms',
    'security/pod-security',
    'lab/scenarios',
  ])('lists on %s/index.ts what is on the shelf', (shelf) => {
    const folder = join(root, 'src', shelf);
    const listed = imports(join(folder, 'index.ts'))
      .filter((to) => to.startsWith('./'))
      .map((to) => to.slice(2));
    const engine = new Set(engineRoomOf[shelf] ?? []);
    const there = readdirSync(folder).filter((it) => it.endsWith('.ts') && it !== 'index.ts' && !engine.has(it));

    expect(listed.filter((it) => !engine.has(it)).sort()).toEqual(there.sort());
  });

  it('lets nothing in production import the lab', () => {
    const wrong = code.filter((path) => room(path) !== 'lab' && imports(path).some((to) => /(^|\/)lab\//.test(to)));

    expect(wrong.map(name)).toEqual([]);
  });

  it('names files in kebab-case, and none for what it does not say', () => {
    const banned = /^(utils?|helpers?|types|common|service|manager|handler|provider|engine)\.ts$/;

    expect(
      code
        .filter(
          (path) =>
            !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(path.split('/').pop() ?? '') ||
            banned.test(path.split('/').pop() ?? ''),
        )
        .map(name),
    ).toEqual([]);
  });
});

/** Files on a shelf that make the shelf work rather than stand on it. */
const engineRoomOf: Record<string, string[]> = {
  commands: ['command.ts', 'dialogue.ts', 'run.ts'],
  evidence: ['collector.ts'],
  'security/pod-security': ['containers-of.ts', 'control.ts', 'judge-pod.ts', 'pod-kind.ts', 'pod-template-of.ts'],
};
