/** A fault of the section as a whole, and where it stands. */
export interface IncidentsFault {
  path: (string | number)[];
  message: string;
}

/** The receiver that the setting `channel` makes. */
export const defaultReceiver = 'default';

/**
 * What no part of the section can know alone: names that nothing bears or that two things bear, and what a root may not
 * have. Takes whatever was read, even when parts of it are wrong, so that every fault is told at once.
 */
export function incidentsFaults(section: unknown): IncidentsFault[] {
  const tree = record(section);
  const known: Known = {
    receiver: [...named(tree.receivers), ...(tree.channel === undefined ? [] : [defaultReceiver])],
    'time interval': named(tree.time_intervals),
    rota: named(tree.rotas),
  };
  const root = record(tree.route);
  const faults: IncidentsFault[] = [
    ...twice(tree.receivers, 'receivers', tree.channel === undefined ? [] : [defaultReceiver]),
    ...twice(tree.time_intervals, 'time_intervals'),
    ...twice(tree.rotas, 'rotas'),
    ...routeFaults(root, ['route'], known),
    ...['matchers', 'mute_time_intervals', 'active_time_intervals', 'continue']
      .filter((name) => list(root[name]).length > 0 || root[name] === true)
      .map((name) => ({ path: ['route', name], message: 'does not belong on the root; put it on a route below it' })),
    ...list(tree.rotas).flatMap((rota, at) =>
      list(record(rota).layers).flatMap((layer, index) =>
        unknown(record(layer).only, 'time interval', known, ['rotas', at, 'layers', index, 'only']),
      ),
    ),
  ];
  if (tree.channel === undefined && root.receiver === undefined) {
    faults.push({ path: ['channel'], message: 'is missing: name the Teams channel, or receivers and route.receiver' });
  }
  return faults;
}

type Kind = 'receiver' | 'time interval' | 'rota';
type Known = Readonly<Record<Kind, readonly string[]>>;

function routeFaults(route: Tree, path: (string | number)[], known: Known): IncidentsFault[] {
  return [
    ...unknown(route.receiver, 'receiver', known, [...path, 'receiver']),
    ...unknown(route.mention, 'rota', known, [...path, 'mention']),
    ...unknown(route.mute_time_intervals, 'time interval', known, [...path, 'mute_time_intervals']),
    ...unknown(route.active_time_intervals, 'time interval', known, [...path, 'active_time_intervals']),
    ...list(route.escalation).flatMap((step, index) =>
      unknown(record(record(step).to).rota, 'rota', known, [...path, 'escalation', index, 'rota']),
    ),
    ...list(route.routes).flatMap((below, index) => routeFaults(record(below), [...path, 'routes', index], known)),
  ];
}

function unknown(names: unknown, kind: Kind, known: Known, path: (string | number)[]): IncidentsFault[] {
  return (Array.isArray(names) ? names : [names])
    .filter((name): name is string => typeof name === 'string' && !known[kind].includes(name))
    .map((name) => {
      const there = known[kind].length > 0 ? `there are ${[...new Set(known[kind])].join(', ')}` : 'none is defined';
      return { path, message: `there is no ${kind} "${name}"; ${there}` };
    });
}

function twice(things: unknown, path: string, taken: readonly string[] = []): IncidentsFault[] {
  const all = [...taken, ...named(things)];
  return [...new Set(all.filter((name, index) => all.indexOf(name) !== index))].map((name) => ({
    path: [path],
    message: `"${name}" is there twice`,
  }));
}

type Tree = Readonly<Record<string, unknown>>;

function record(value: unknown): Tree {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Tree) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function named(things: unknown): string[] {
  return list(things).flatMap((it) => {
    const { name } = record(it);
    return typeof name === 'string' ? [name] : [];
  });
}
