import { describe, expect, it } from 'vitest';
import { createDurations, serializeError, spanned } from '../src/telemetry.ts';

describe('what reaches the log', () => {
  it.each([
    'Authorization: Bearer abcdefghijkl.mnop',
    'https://x.blob.core.windows.net/c?sv=1&sig=AbCdEf%3D&se=2',
    'client_secret=hunter2hunter2 failed',
    'token eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJib3QifQ.c2lnbmF0dXJl here',
  ])('%s loses its secret', (text) => {
    const logged = JSON.stringify(serializeError(new Error(text)));

    expect(logged).toMatch(/\[redacted\]/);
    expect(logged).not.toMatch(/hunter2|AbCdEf|abcdefghijkl|eyJhbGci/);
  });

  it('keeps name, message and causes of an error, and nothing that an SDK hung on it', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), {
      request: { headers: { authorization: 'Bearer x' } },
    });

    expect(serializeError(error)).toMatchObject({ name: 'Error', message: 'outer', cause: { message: 'inner' } });
    expect(JSON.stringify(serializeError(error))).not.toMatch(/Bearer/);
  });
});

describe('a span', () => {
  it('gives back what the work gives, and its failure', async () => {
    expect(await spanned('a', {}, async () => 1)).toBe(1);
    await expect(spanned('a', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

it('adds up how long things took, for Prometheus', () => {
  const durations = createDurations('diagnosis_seconds');
  durations.add('question', 1_500);
  durations.add('question', 250);
  durations.add('incident', 40);

  expect(durations.text().trim().split('\n')).toEqual([
    '# TYPE diagnosis_seconds summary',
    'diagnosis_seconds_sum{for="question"} 1.75',
    'diagnosis_seconds_count{for="question"} 2',
    'diagnosis_seconds_sum{for="incident"} 0.04',
    'diagnosis_seconds_count{for="incident"} 1',
  ]);
});
