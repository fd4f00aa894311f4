import type { Kysely, Transaction } from 'kysely';
import type { ImageEvent } from '../model/image-event.ts';
import type { ImagePlatform } from '../model/image-platform.ts';
import type { ClusterRuns } from '../model/image-run.ts';
import type { ImageHead, ImageSnapshot, Reading } from '../model/image-snapshot.ts';
import { imageEventsOf, putImageEvents } from './image-events.ts';
import { imageNewsOf, openImageNews, putImageNews, type StoredNews } from './image-news.ts';
import { imagePlatforms, putImagePlatforms } from './image-platforms.ts';
import { forgetOtherClusters, imageRuns, putImageRuns } from './image-runs.ts';
import {
  forgetImageScans,
  imageHeads,
  imageScans,
  imagesOfRepository,
  imagesWithCve,
  putImageScans,
  setTold,
} from './image-scans.ts';
import type { Schema } from './schema.ts';
import { setWatermark, watermark } from './watermarks.ts';

/** What can be asked about images. */
export interface ImageReading {
  /** How the last reading went; undefined before the first. */
  reading(): Promise<Reading | undefined>;
  heads(): Promise<ImageHead[]>;
  scans(digests: readonly string[]): Promise<ImageSnapshot[]>;
  /** Newest first. */
  ofRepository(repositories: readonly string[], most: number): Promise<ImageSnapshot[]>;
  /** The CVE's id as it is kept, with neither % nor _ in it. */
  withCve(cve: string, most: number): Promise<ImageSnapshot[]>;
  /** What runs, by the clusters' ids. */
  runs(): Promise<Map<string, ClusterRuns>>;
  openNews(): Promise<StoredNews[]>;
  newsOf(digests: readonly string[]): Promise<StoredNews[]>;
  /** What the registry told by itself of an image, the oldest first. */
  events(image: Pick<ImageEvent, 'registry' | 'repository' | 'digest'>): Promise<ImageEvent[]>;
  /** What these digests stand for, of those that were looked at; an empty list is no index. */
  platforms(digests: readonly string[]): Promise<Map<string, ImagePlatform[]>>;
}

/** What is read and written of images inside one transaction. */
export interface ImageWriting extends ImageReading {
  setReading(reading: Reading, at: Date): Promise<void>;
  putScans(scans: readonly ImageSnapshot[], readAt: Date): Promise<void>;
  /** What was new in an image is known from now on. */
  setTold(scan: ImageSnapshot): Promise<void>;
  forgetScans(before: Date): Promise<void>;
  putRuns(clusterId: string, runs: ClusterRuns): Promise<void>;
  forgetOtherClusters(ids: readonly string[]): Promise<void>;
  putNews(news: StoredNews): Promise<void>;
  putEvents(events: readonly ImageEvent[], heardAt: Date): Promise<void>;
  putPlatforms(digest: string, it: { platforms: readonly ImagePlatform[]; readAt: Date }): Promise<void>;
}

/** The reading's name among what was read how far. */
const mark = 'images';

/** The reading half, on a database or inside a transaction. */
export function imageReading(database: Kysely<Schema>): ImageReading {
  return {
    reading: async () => readingOf(await watermark(database, mark)),
    heads: () => imageHeads(database),
    scans: (digests) => imageScans(database, digests),
    ofRepository: (repositories, most) => imagesOfRepository(database, repositories, most),
    withCve: (cve, most) => imagesWithCve(database, cve, most),
    runs: () => imageRuns(database),
    openNews: () => openImageNews(database),
    newsOf: (digests) => imageNewsOf(database, digests),
    events: (image) => imageEventsOf(database, image),
    platforms: (digests) => imagePlatforms(database, digests),
  };
}

/** Both halves, inside one transaction. */
export function imageWriting(transaction: Transaction<Schema>): ImageWriting {
  return {
    ...imageReading(transaction),
    setReading: (reading, at) => setWatermark(transaction, mark, JSON.stringify(reading), at),
    putScans: (scans, readAt) => putImageScans(transaction, scans, readAt),
    setTold: (scan) => setTold(transaction, scan),
    forgetScans: (before) => forgetImageScans(transaction, before),
    putRuns: (clusterId, runs) => putImageRuns(transaction, clusterId, runs),
    forgetOtherClusters: (ids) => forgetOtherClusters(transaction, ids),
    putNews: (news) => putImageNews(transaction, news),
    putEvents: (events, heardAt) => putImageEvents(transaction, events, heardAt),
    putPlatforms: (digest, it) => putImagePlatforms(transaction, digest, it),
  };
}

/** Written by us, so its shape is known; of the times only the text was kept. */
function readingOf(text: string | undefined): Reading | undefined {
  if (text === undefined) return undefined;
  return JSON.parse(text, (key, value: unknown) =>
    (key === 'startedAt' || key === 'finishedAt' || key === 'at') && typeof value === 'string'
      ? new Date(value)
      : value,
  ) as Reading;
}
