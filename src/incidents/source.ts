import type { z } from 'zod';
import type { Azure } from '../azure/azure.ts';
import type { Alert } from '../model/alert.ts';
import type { Gap } from '../model/gap.ts';

/** A request at a source's door, its body already read as JSON. */
export interface AlertRequest {
  method: 'POST' | 'OPTIONS';
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined with OPTIONS. */
  body?: unknown;
}

/** An answer that is no taking of alerts: a subscription's handshake. */
export interface Handshake {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

interface Described<C> {
  /** Its place in the address (/api/alerts/NAME) and in the config. */
  name: string;
  title: string;
  /** Settings beside those that every source has. */
  config: z.ZodObject & z.ZodType<C>;
  /** A body as the source really sends it, or a row as it is read, for docs, drills and tests. */
  example: unknown;
}

/** A source that calls us. */
export interface PushedSource<C = unknown> extends Described<C> {
  /** What its sender takes for an acknowledgement. */
  accepted: 200 | 202;
  /** Who calls with a token of Entra, and the role that it was given; undefined makes the config name both. */
  entra?: { caller: string; role: string };
  /** Answers a handshake; undefined when the request is none. A POST was verified before, an OPTIONS carries no proof. */
  handshake?(request: AlertRequest): Handshake | undefined;
  /**
   * Every alert of a body; throws MalformedBody with the reason, and nothing else. Pure.
   * Each alert's `raw` is its own part of the body, untouched.
   */
  parse(body: unknown, o: { now: Date; config: C }): Alert[];
}

/** A source that we ask. */
export interface PolledSource<C = unknown> extends Described<C> {
  /** How long to wait between two polls, in seconds. */
  everySeconds(config: C): number;
  /**
   * What came or changed since the watermark, and the watermark that stands for it; undefined is the first time.
   * What could not be read is a gap, and its part of the watermark stays; throws UpstreamError when nothing could be.
   * `lost`: names, as in its watermark, of alerts that it told as firing and no longer has.
   */
  poll(
    azure: Azure,
    watermark: string | undefined,
    o: { now: Date; config: C },
  ): Promise<{ alerts: Alert[]; watermark: string; gaps: Gap[]; lost?: readonly string[] }>;
}

/** Where alerts come from. */
export type Source<C = unknown> = PushedSource<C> | PolledSource<C>;

/** Adds types, nothing else. */
export function defineSource<C>(source: PushedSource<C>): PushedSource<C>;
export function defineSource<C>(source: PolledSource<C>): PolledSource<C>;
export function defineSource<C>(source: Source<C>): Source<C> {
  return source;
}
