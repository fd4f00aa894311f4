import type { Evidence } from '../model/evidence.ts';
import { ago, clockTime } from './when.ts';

/** One line on what an answer rests on: each source with the age of its newest fact, and when that was asked. */
export function basisOf(facts: readonly (Evidence<unknown> | undefined)[], now: Date): string {
  const newest = new Map<string, Date>();
  for (const fact of facts) {
    if (fact === undefined) continue;
    const { service, detail } = fact.source;
    // The way there matters: a command starts a pod in the cluster.
    const source = detail.endsWith(' by run command') ? `${service} by run command` : service;
    const known = newest.get(source);
    if (known === undefined || known < fact.at) newest.set(source, fact.at);
  }
  const asked = `Asked at ${clockTime(now, now)} UTC`;
  const sources = [...newest].map(([service, at]) => `${service} (${ago(at, now)})`);
  return sources.length === 0 ? `${asked}; nothing could be read.` : `${asked}. Read: ${sources.join(', ')}.`;
}
