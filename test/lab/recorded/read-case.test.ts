import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCase } from '../../../src/lab/recorded/read-case.ts';
import { caseFile, smallCase } from './small-case.ts';

describe('a file with a recorded cluster', () => {
  it.each([
    ['plain', caseFile(smallCase)],
    ['packed with gzip', caseFile(gzipSync(JSON.stringify(smallCase)))],
  ])('is read %s, and its answer is left behind', (_how, path) => {
    const recorded = readCase(path);

    expect(recorded.objects).toHaveLength(9);
    expect(recorded.now).toEqual(new Date('2026-03-01T10:00:00Z'));
    expect(JSON.stringify(recorded)).not.toContain('never shown');
  });

  it.each([
    ['that is not there', '/nowhere/case.json', /cannot be read \(ENOENT\)\. Check the path/],
    ['that is no JSON', caseFile('cluster: one'), /neither JSON nor JSON packed with gzip/],
    ['whose gzip is damaged', caseFile(gzipSync('{}').subarray(0, 12)), /damaged gzip file/],
    [
      'of another form',
      caseFile({ id: 'x', now: 'yesterday' }),
      /no recorded cluster:[\s\S]*at now[\s\S]*at kubernetes/,
    ],
  ])('%s is refused with what to do', (_what, path, message) => {
    expect(() => readCase(path)).toThrow(message);
  });
});
