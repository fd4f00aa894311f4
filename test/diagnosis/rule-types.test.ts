import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A rule by what it needs, wants and does; each becomes a file of its own. */
const rule = (parts: { needs: string; wants?: string; body: string }) => `
import { defineRule } from '${root}/src/diagnosis/rule.ts';
export const it = defineRule({
  code: 'it',
  explains: ['OOMKilled'],
  needs: ${parts.needs},
  ${parts.wants ? `wants: ${parts.wants},` : ''}
  judge(evidence) {
    ${parts.body}
  },
});
`;

const finding = (suggestion: string) =>
  `return { code: 'it', confidence: 1, sentence: '', quotes: [], suggestions: [${suggestion}] };`;

const rules = {
  'reads-what-it-needs': rule({
    needs: `['containerRestarts', 'memoryUsage']`,
    body: `const [pod] = evidence.containerRestarts.value; const peak: number | undefined = evidence.memoryUsage.value.containers[0]?.peakMiB; return pod && peak ? undefined : undefined;`,
  }),
  'reads-what-it-wants': rule({
    needs: `['containerRestarts']`,
    wants: `['memoryUsage']`,
    body: `const nodes = evidence.memoryUsage?.value.nodes ?? []; return nodes.length > 0 ? undefined : undefined;`,
  }),
  'suggests-text': rule({ needs: '[]', body: finding(`{ text: 'Do it.' }`) }),
  'reads-what-it-did-not-ask-for': rule({
    needs: `['containerRestarts']`,
    body: `evidence.memoryUsage; return undefined;`,
  }),
  'trusts-what-it-only-wants': rule({
    needs: '[]',
    wants: `['memoryUsage']`,
    body: `evidence.memoryUsage.value; return undefined;`,
  }),
  'needs-what-is-not-on-the-shelf': rule({ needs: `['gutFeeling']`, body: 'return undefined;' }),
  'suggests-an-action-that-does-not-exist': rule({
    needs: '[]',
    body: finding(`{ text: 'Do it.', action: 'raise-memory-limit', input: {} }`),
  }),
  'misreads-a-fact': rule({
    needs: `['memoryUsage']`,
    body: `const it: string = evidence.memoryUsage.value; return it ? undefined : undefined;`,
  }),
};

describe('what a rule may read and suggest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  let refused: string[] = [];

  beforeAll(() => {
    for (const [name, text] of Object.entries(rules)) writeFileSync(join(folder, `${name}.ts`), text);
    const settings = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
      include: ['*.ts'],
    };
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    refused = refusedBy(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['reads-what-it-needs', 'reads-what-it-wants', 'suggests-text'])('compiles when it %s', (name) => {
    expect(refused).not.toContain(name);
  });

  it.each([
    'reads-what-it-did-not-ask-for',
    'trusts-what-it-only-wants',
    'needs-what-is-not-on-the-shelf',
    'suggests-an-action-that-does-not-exist',
    'misreads-a-fact',
  ])('does not compile when it %s', (name) => {
    expect(refused).toContain(name);
  });
});

/** The names of the files that the compiler has errors in. */
function refusedBy(folder: string): string[] {
  try {
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--pretty', 'false', '-p', folder],
      { cwd: folder },
    );
    return [];
  } catch (error) {
    const output = String((error as { stdout: Buffer }).stdout);
    return [...output.matchAll(/^([a-z-]+)\.ts\(/gm)].map((match) => match[1] ?? '');
  }
}
