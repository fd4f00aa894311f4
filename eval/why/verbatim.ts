import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Prediction } from './prediction.ts';

/** Quotes that do not stand in the case as they are; what was redacted may be anything. */
export function unfaithfulQuotes(file: string, { quotes }: Prediction): string[] {
  const bytes = readFileSync(file);
  const recorded: unknown = JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'));
  const { expected: _answer, ...rest } = recorded as Record<string, unknown>;
  const texts = [...strings(rest)];
  return quotes
    .map(({ text }) => text)
    .filter((text) => {
      const parts = text.split('[redacted]').filter((part) => part.trim() !== '');
      return !texts.some((known) => parts.every((part) => known.includes(part)));
    });
}

/** Every string value, and every number and key as text. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number') yield String(value);
  else if (Array.isArray(value)) for (const part of value) yield* strings(part);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      yield key;
      yield* strings(part);
    }
  }
}
