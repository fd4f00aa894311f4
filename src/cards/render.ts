import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import type { Card } from '../model/card.ts';
import { textOf } from './measure.ts';
import { plain } from './plain.ts';

const folder = new URL('../../cards/', import.meta.url);
const suspicious = /\$\{|null/;
const templates = new Map<string, Template>();

/** What a template is filled with: finished strings, true or false, and lists of such; never null or undefined. */
export type View = Record<string, unknown>;

/**
 * Fills cards/<name>.json. The summary is the toast and the fallback text. Throws when a binding found nothing: a card
 * with a hole is a bug, and Teams would refuse it or show the expression.
 */
export function render(name: string, view: View, summary: string): Card {
  const line = plain(summary, 300);
  const json = templateOf(name).expand({ $root: { ...view, summary: line } }) as Record<string, unknown>;
  // Its text tells quickly that nothing is amiss; a quote may hold the same letters, so the parts have the last word.
  if (suspicious.test(textOf(json))) refuseHoles(json, name);
  return { template: name, json, summary: line };
}

/** A template is parsed once: that costs thirty times more than filling it. */
function templateOf(name: string): Template {
  const known = templates.get(name);
  if (known !== undefined) return known;
  const template = new Template(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
  templates.set(name, template);
  return template;
}

function refuseHoles(value: unknown, name: string, key = 'root'): void {
  if (value === null || value === undefined) throw new Error(`The card "${name}" has nothing in "${key}".`);
  if (typeof value === 'string' && value.includes('${')) {
    throw new Error(`The card "${name}" has an unfilled binding in "${key}": ${value}`);
  }
  if (typeof value === 'object') for (const [inner, part] of Object.entries(value)) refuseHoles(part, name, inner);
}
