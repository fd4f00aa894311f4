import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { Window } from '../model/evidence.ts';
import type { Access, Work } from './access.ts';
import { armPath } from './arm-path.ts';
import { parseRows } from './parse-rows.ts';
import { armOrigin, connectSender } from './plain-request.ts';

const service = 'AKS';
const version = '2024-08-01';
/** AKS has some sixty; a list that does not end is cut. */
const mostPages = 20;
const dayMs = 86_400_000;

const Metadata = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  category: z.string().nullish(),
  description: z.string().nullish(),
  /** "Detector", "Analysis", "CategoryOverview". */
  type: z.string().nullish(),
});

const Listed = z.object({ name: z.string().min(1), properties: z.object({ metadata: Metadata.nullish() }).nullish() });

const Dataset = z.object({
  renderingProperties: z
    .object({
      /** 7 is a list of insights, 10 a list of checks, 23 the portal's search box, 2 a series, 1 a table. */
      type: z.number().nullish(),
      title: z.string().nullish(),
      description: z.string().nullish(),
      detectorIds: z.array(z.string()).nullish(),
    })
    .nullish(),
  table: z
    .object({
      tableName: z.string().nullish(),
      columns: z.array(z.object({ columnName: z.string() })).default([]),
      rows: z.array(z.array(z.unknown())).default([]),
    })
    .nullish(),
});

const Answer = z.object({
  name: z.string().min(1),
  properties: z.object({
    metadata: Metadata.nullish(),
    status: z.object({ message: z.string().nullish(), statusId: z.number().nullish() }).nullish(),
    dataset: z.array(z.unknown()).nullish(),
  }),
});

/** A check in AKS's list. */
export type ListedDetector = z.infer<typeof Listed>;

/** One table of an answer, with how the portal shows it. */
export type DetectorDataset = z.infer<typeof Dataset>;

/** What a check answered; tables that are not understood are counted. */
export interface DetectorAnswer extends Omit<z.infer<typeof Answer>['properties'], 'dataset'> {
  name: string;
  dataset: DetectorDataset[];
  unread: number;
}

/** The checks that AKS makes of a cluster itself ("Diagnose and solve problems" in the portal), over ARM. */
export interface Detectors {
  /** Those that there are; `unread` counts rows that are not understood. Throws UpstreamError. */
  list(clusterId: string): Promise<{ detectors: ListedDetector[]; unread: number }>;
  /** Makes one over a window of at most a day within the last thirty. It takes seconds. Throws UpstreamError. */
  run(clusterId: string, detector: string, window: Window): Promise<DetectorAnswer>;
}

/** An answer's body as ARM gave it, read; throws UpstreamError 'malformed'. */
export function readDetectorAnswer(body: unknown): DetectorAnswer {
  const [{ name, properties }] = parseRows(service, Answer, [body]) as [z.infer<typeof Answer>];
  const parts = (properties.dataset ?? []).map((it) => Dataset.safeParse(it));
  const dataset = parts.flatMap((it) => (it.success ? [it.data] : []));
  return { ...properties, name, dataset, unread: parts.length - dataset.length };
}

/** ARM over HTTP: the SDK has no such operation. */
export function connectDetectors(access: Access): (work: Work) => Detectors {
  const send = connectSender(access);

  return (work) => ({
    async list(clusterId) {
      const path = `${armPath(service, clusterId)}/detectors`;
      const target = `checks of ${clusterId.split('/').at(-1)}`;
      const rows: unknown[] = [];
      let next: string | undefined = `${path}?api-version=${version}`;
      for (let page = 0; next && page < mostPages; page++) {
        const { body } = await send(work, { service, target, method: 'GET', url: next });
        const [read] = parseRows(service, Page, [body]) as [z.infer<typeof Page>];
        rows.push(...read.value);
        next = read.nextLink ?? undefined;
        // A link from outside: only ARM itself gets the bot's token.
        if (next && new URL(next, armOrigin).origin !== armOrigin)
          throw new UpstreamError(service, 'malformed', 'gave a link that leads elsewhere', { target });
      }
      const read = rows.map((it) => Listed.safeParse(it));
      const detectors = read.flatMap((it) => (it.success ? [it.data] : []));
      return { detectors, unread: read.length - detectors.length };
    },
    async run(clusterId, detector, { from, to }) {
      const target = `check ${detector} of ${clusterId.split('/').at(-1)}`;
      const query = new URLSearchParams({
        'api-version': version,
        startTime: new Date(Math.max(from.getTime(), to.getTime() - dayMs)).toISOString(),
        endTime: to.toISOString(),
      });
      const url = `${armPath(service, `${clusterId}/detectors/${detector}`)}?${query}`;
      return readDetectorAnswer((await send(work, { service, target, method: 'GET', url })).body);
    },
  });
}

const Page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });
