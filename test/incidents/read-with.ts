import type { PushedSource } from '../../src/incidents/source.ts';
import { sources } from '../../src/incidents/sources/index.ts';
import type { Alert } from '../../src/model/alert.ts';

/** The moment at which tests read. */
export const now = new Date('2026-11-29T10:00:00Z');

/** The sources that call us. */
export const pushed = sources.filter((it): it is PushedSource => 'parse' in it);

/** One of them by name. */
export function pushedSource(name: string): PushedSource {
  const source = pushed.find((it) => it.name === name);
  if (!source) throw new Error(`There is no source "${name}".`);
  return source;
}

/** The alerts of a body, with the settings that a source has by default. */
export function read(name: string, body: unknown, config: object = {}): Alert[] {
  const source = pushedSource(name);
  return source.parse(body, { now, config: source.config.parse(config) });
}

/** The only alert of a body. */
export function readOne(name: string, body: unknown): Alert {
  const [alert, ...more] = read(name, body);
  if (!alert || more.length > 0) throw new Error('one alert was expected');
  return alert;
}
