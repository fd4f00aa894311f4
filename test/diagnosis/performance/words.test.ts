import { expect, it } from 'vitest';
import { inCores, took } from '../../../src/diagnosis/performance/words.ts';

it.each([
  [0.34, '0.3 ms'],
  [9.96, '10 ms'],
  [240.4, '240 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [9_480, '9.5 s'],
])('%d milliseconds are %s', (ms, words) => {
  expect(took(ms)).toBe(words);
});

it.each([
  [0.004, '0.004 cores'],
  [0.194, '0.19 cores'],
  [0.999, '1 core'],
  [1.5, '1.5 cores'],
])('%d cores are %s', (cores, words) => {
  expect(inCores(cores)).toBe(words);
});
