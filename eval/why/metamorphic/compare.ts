import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { askCase } from '../ask-case.ts';
import { type Prediction, predictionOf } from '../prediction.ts';
import { type RecordedCase, seeded, type Transformation } from './recorded-case.ts';

/** What a transformation made of an answer: the same, an honest abstention, or another answer. */
export interface Comparison {
  id: string;
  transformation: string;
  outcome: 'same' | 'abstained' | 'changed';
  before: string;
  after: string;
}

/** Asks about a case as it is, and about each transformed one. */
export async function compareCase(file: string, transformations: readonly Transformation[]): Promise<Comparison[]> {
  const bytes = readFileSync(file);
  const recorded = JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8')) as RecordedCase;
  const before = predictionOf(await askCase(file));
  const folder = mkdtempSync(join(tmpdir(), 'why-'));
  try {
    const compared: Comparison[] = [];
    for (const [index, transformation] of transformations.entries()) {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, JSON.stringify(transformation.apply(recorded, seeded(index + 1))));
      const after = predictionOf(await askCase(path));
      compared.push(compare(recorded, transformation, before, after));
    }
    return compared;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(
  recorded: RecordedCase,
  { name, renamed = (object) => object }: Transformation,
  before: Prediction,
  after: Prediction,
): Comparison {
  const top = ({ predictions: [first], healthy }: Prediction, rename: (object: string) => string) =>
    healthy || !first ? (healthy ? 'healthy' : '') : `${rename(first.object)} ${first.cause}`;
  const wanted = top(before, (object) => renamed(object, recorded));
  const got = top(after, (object) => object);
  const outcome = wanted === got ? 'same' : got === '' || !after.confident ? 'abstained' : 'changed';
  return { id: recorded.id, transformation: name, outcome, before: wanted, after: got };
}
