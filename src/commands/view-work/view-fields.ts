import { z } from 'zod';
import type { ContainerStanding, Stand, Use } from '../../model/standing.ts';
import { says } from '../language/field.ts';
import { nameText, workloadInPlaceField } from '../language/shared-fields.ts';
import { workloadFields } from '../language/workload-fields.ts';
import { beforeField } from './page-of.ts';

/** What a view is about: a workload, a pod, a node or a place; with nothing said the cluster of before, or one to choose. */
export const viewedFields = {
  ...workloadFields,
  workload: workloadInPlaceField,
  // Of presses alone: who types a node says its kind, or nothing but its name.
  node: nameText.optional(),
};

/** What a view can show alone, and what it can be sorted by. */
export const viewFields = {
  only: z
    .enum(['pending', 'OOMKilled', 'restarting', 'troubled'])
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'state',
        words: {
          pending: ['pending'],
          OOMKilled: ['OOMKilled', 'oom', 'ooms', 'oom killed', 'out of memory'],
          restarting: ['restarting', 'restarted', 'with restarts'],
          troubled: [
            ...['troubled', 'in trouble', 'with trouble', 'with problems', 'unhealthy', 'not healthy', 'critical'],
            ...['failing', 'failed', 'broken', 'bad', 'crashing', 'crashlooping', 'CrashLoopBackOff', 'not running'],
            ...['not ready', 'notready', 'unready', 'down', 'under pressure', 'disk pressure', 'memory pressure'],
            ...['pid pressure', 'low on disk', 'low on memory', 'out of disk', 'disk full', 'full disk'],
          ],
        },
        idle: [
          'all',
          'list',
          'status',
          'state',
          'states',
          'usage',
          'use',
          'health',
          '-a',
          'all namespaces',
          '-o',
          'wide',
        ],
      }),
    ),
  by: z
    .enum(['cpu', 'restarts', 'memory'])
    .optional()
    .meta(
      says({
        is: 'choice',
        noun: 'order',
        words: {
          cpu: ['cpu', 'by cpu', 'most cpu', 'high cpu', 'highest cpu', 'hot', 'hottest'],
          restarts: [
            ...['restarts', 'by restarts', 'most restarts', 'many restarts', 'restart the most', 'restart most'],
            ...['restart most often', 'restarts the most', 'restarts most'],
          ],
          memory: [
            ...['memory', 'by memory', 'most memory', 'high memory', 'highest memory', 'mem', 'top'],
            ...['full', 'fullest', 'busy', 'busiest', 'overloaded'],
          ],
        },
      }),
    ),
  before: beforeField,
};

/** The same, as it was said. */
export interface SaidView {
  only?: 'pending' | 'OOMKilled' | 'restarting' | 'troubled' | undefined;
  by?: 'cpu' | 'restarts' | 'memory' | undefined;
  before?: number | undefined;
}

/** What a row can be chosen and sorted by. */
export type Sortable = Stand & { use: Use; restarts?: number; last?: ContainerStanding['last'] };

/** The rows that were asked for, in the order that was; sorted by trouble without one. */
export function chosen<Row extends Sortable>(rows: readonly Row[], { only, by }: SaidView): Row[] {
  const kept = rows.filter((row) => only === undefined || is[only](row));
  return by === undefined ? kept : kept.toSorted((a, b) => size[by](b) - size[by](a));
}

/** How that order is called on a card; undefined for the usual one. */
export function orderText({ by }: SaidView): string | undefined {
  return by && `most ${by === 'cpu' ? 'CPU' : by} first`;
}

const is: Record<NonNullable<SaidView['only']>, (row: Sortable) => boolean> = {
  pending: ({ reasons }) => reasons.includes('pending'),
  OOMKilled: ({ reasons, last }) => last?.reason === 'OOMKilled' || reasons.some((it) => it.startsWith('OOMKilled')),
  restarting: ({ restarts = 0 }) => restarts > 0,
  troubled: ({ level }) => level === 'attention' || level === 'warning',
};

const size: Record<NonNullable<SaidView['by']>, (row: Sortable) => number> = {
  cpu: ({ use }) => use.cpu ?? -1,
  restarts: ({ restarts = 0 }) => restarts,
  memory: ({ use }) => use.memoryMiB ?? -1,
};
