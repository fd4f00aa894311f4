import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import { allFindings, type DigestFindings, type ReadingFaults } from '../../evidence/images/all-findings.ts';
import { runsByDigest } from '../../model/image-run.ts';
import type { Reading } from '../../model/image-snapshot.ts';
import type { ImageReading } from '../../store/image-tables.ts';
import type { Writing } from '../../store/writing.ts';
import type { ImageWork } from './image-work.ts';
import { snapshotOf } from './snapshot-of.ts';

/** How far a reading came, for the job that goes on with it. */
export interface Progress {
  startedAt: Date;
  /** The last digest that is on disk; empty at the beginning. */
  after: string;
  images: number;
  findings: number;
  faults: ReadingFaults;
  /** The registries that were met. */
  registries: string[];
}

/** So many other versions of a repository tell what was known before. */
const mostSiblings = 20;
/** Pages that are too large for Resource Graph's 16 MB are asked for in halves, down to this. */
const mostRows = 500;
const fewestRows = 50;

/**
 * Reads the findings of all images, a page at a time, each on disk before the next is asked for. Answers true when it came
 * to the end, and false when `isTimeUp` said so before. Throws UpstreamError; what was read until then stays.
 */
export async function readFindings(
  azure: Azure,
  work: ImageWork,
  { progress, before, isTimeUp }: { progress: Progress; before: Reading | undefined; isTimeUp: () => boolean },
): Promise<boolean> {
  // A registry of which the last reading had no row was not there, or nobody could read it: what it has is no news.
  const known = before?.finishedAt === undefined ? [] : before.registries;
  const isBaseline: IsBaseline = known === undefined ? () => false : ofOtherRegistries(new Set(known));
  // Rows are long, with all their CVEs: half of what Resource Graph would give at once keeps 50 MB less in memory.
  for (let top = mostRows; ; top = Math.floor(top / 2)) {
    try {
      for await (const batch of allFindings(azure, { after: progress.after, top, faults: progress.faults })) {
        await work.store.together(work.clock.now(), (writing) => keep(batch, { writing, work, progress, isBaseline }));
        if (isTimeUp()) return false;
      }
      return true;
    } catch (error) {
      const isTooLarge = error instanceof UpstreamError && /PayloadTooLarge/i.test(error.message);
      if (!isTooLarge || top <= fewestRows) throw error;
    }
  }
}

type IsBaseline = (it: Pick<DigestFindings, 'names'>) => boolean;

function ofOtherRegistries(known: ReadonlySet<string>): IsBaseline {
  return ({ names }) => registriesIn(names).every((it) => !known.has(it));
}

/** Rows that name no registry count as one of their own. */
function registriesIn(names: DigestFindings['names']): string[] {
  return names.length === 0 ? [''] : names.map(({ registry = '' }) => registry);
}

async function keep(
  read: readonly DigestFindings[],
  o: { writing: Writing; work: ImageWork; progress: Progress; isBaseline: IsBaseline },
): Promise<void> {
  const { images } = o.writing;
  const { progress } = o;
  const now = o.work.clock.now();
  const batch = await named(read, images);
  const before = new Map((await images.scans(batch.map(({ digest }) => digest))).map((it) => [it.digest, it]));
  const snapshots = [];
  for (const it of batch) {
    const known = before.get(it.digest);
    const isBaseline = o.isBaseline(it);
    const repositories = it.names.map(({ repository }) => repository);
    const namesakes = isBaseline || known ? [] : await images.ofRepository(repositories, mostSiblings);
    // A repository of the same name in another registry is another one's.
    const siblings = namesakes.filter((other) => other.names.some((name) => it.names.some(sameAs(name))));
    snapshots.push(snapshotOf(it, { before: known, siblings, isBaseline, now }));
  }
  await images.putScans(snapshots, progress.startedAt);
  // Only what is on disk counts: another try begins after it.
  progress.after = batch.at(-1)?.digest ?? progress.after;
  progress.registries = [...new Set([...progress.registries, ...batch.flatMap(({ names }) => registriesIn(names))])];
  progress.images += batch.length;
  progress.findings += snapshots.reduce((sum, { vulnerabilities }) => sum + vulnerabilities.length, 0);
}

/** Rows of containers need not say where their image lies: then it is what runs that says it. */
async function named(batch: readonly DigestFindings[], images: ImageReading): Promise<readonly DigestFindings[]> {
  if (batch.every(({ names }) => names.length > 0)) return batch;
  const runs = runsByDigest([...(await images.runs()).values()].flatMap((it) => it.runs));
  return batch.map((it) => {
    const [run] = it.names.length > 0 ? [] : (runs.get(it.digest) ?? []);
    if (!run) return it;
    const { registry, repository } = run;
    return { ...it, names: [{ repository, ...(registry !== undefined && { registry }) }] };
  });
}

function sameAs(one: { registry?: string; repository: string }): (other: typeof one) => boolean {
  return ({ registry, repository }) => registry === one.registry && repository === one.repository;
}
