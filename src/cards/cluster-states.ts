import type { NodeStates, PodStates } from '../model/cluster-health.ts';
import { plain } from './plain.ts';
import { short } from './quantity.ts';
import { names } from './some.ts';

/** One state with how many are in it; only what is broken has a colour, which light themes can show. */
export interface StateRow {
  count: string;
  state: string;
  color: string;
}

const podStates = [
  ['running', 'Default'],
  ['pending', 'Default'],
  ['failing', 'Attention'],
  ['unknown', 'Attention'],
  ['succeeded', 'Default'],
] as const;

/** The pods by state, user pods and system pods apart; only states that a pod is in, and always the running. */
export function podTables({
  user,
  system,
}: {
  user: PodStates;
  system: PodStates;
}): { title: string; rows: StateRow[] }[] {
  const rows = (states: PodStates) =>
    podStates
      .filter(([state]) => states[state] > 0 || state === 'running')
      .map(([state, color]) => ({ count: short(states[state]), state, color }));
  return [
    { title: 'User pods', rows: rows(user) },
    { title: 'System pods', rows: rows(system) },
  ];
}

/** The nodes by state, with the names of those that are not well. */
export function nodeRows({ ready, notReady, cordoned, pressure }: NodeStates): (StateRow & { names: string })[] {
  const row = (list: string[], state: string, color: string) =>
    list.length === 0 ? [] : [{ count: `${list.length}`, state, color, names: `  ${plain(names(list), 200)}` }];
  return [
    { count: short(ready), state: 'ready', color: 'Default', names: ' ' },
    ...row(notReady, 'not ready', 'Attention'),
    ...row(
      pressure.map(({ node, condition }) => `${node} (${condition})`),
      'under pressure',
      'Attention',
    ),
    ...row(cordoned, 'cordoned', 'Default'),
  ];
}
