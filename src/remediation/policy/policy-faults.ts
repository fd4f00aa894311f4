import { closest } from '../../model/closest.ts';
import { matchesGlob } from '../../model/glob.ts';
import { defaultRule } from './policy.ts';
import type { KnownAction, PolicyFault } from './policy-fault.ts';
import { ruleFaults } from './rule-faults.ts';
import { unreachableBy } from './unreachable-by.ts';
import { listOf, recordOf, textsOf, type Unsure } from './unsure.ts';

/**
 * What no part of the section can know alone: names that nothing bears or that two things bear, rules that contradict
 * themselves, can never be met or are never come to. Takes whatever was read, even when parts of it are wrong.
 */
export function policyFaults(section: Unsure, actions: readonly KnownAction[]): PolicyFault[] {
  const rules = listOf(section.policy).map(recordOf);
  const nonProduction = textsOf(section.non_production);
  const environments = nonProduction.map(({ text }) => text);
  const intervals = namesOf(section.time_intervals);
  return [
    ...twice(namesOf(section.policy), 'policy'),
    ...twice(intervals, 'time_intervals'),
    ...nonProduction.flatMap(({ text, at }) =>
      /^(prod|prd|production|live)$/i.test(text)
        ? { path: ['non_production', at], message: `"${text}" is production by its name` }
        : [],
    ),
    ...rules.flatMap((rule, n) =>
      [
        ...nameFaults(rule),
        ...actionFaults(rule, actions),
        ...windowFaults(rule, intervals),
        ...ruleFaults(rule, actions, environments),
        ...unreachable(rule, rules.slice(0, n)),
      ].map(({ path, message }) => ({ path: ['policy', n, ...path], message })),
    ),
  ];
}

function nameFaults({ name }: Unsure): PolicyFault[] {
  if (name !== defaultRule.name) return [];
  return [{ path: ['name'], message: `"${defaultRule.name}" is what stands behind the rules; name it otherwise` }];
}

function actionFaults(rule: Unsure, actions: readonly KnownAction[]): PolicyFault[] {
  const names = actions.map(({ name }) => name);
  return textsOf(rule.actions).flatMap(({ text: pattern, at }) => {
    if (pattern === '*' || names.some((name) => matchesGlob(pattern, name))) return [];
    const near = closest(pattern, names);
    const there = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `there are ${names.join(', ') || 'none'}`;
    return [{ path: ['actions', at], message: `there is no action "${pattern}"; ${there}` }];
  });
}

function windowFaults(rule: Unsure, intervals: readonly string[]): PolicyFault[] {
  return textsOf(rule.windows).flatMap(({ text: name, at }) => {
    if (intervals.includes(name)) return [];
    const there = intervals.length > 0 ? `there are ${intervals.join(', ')}` : 'remediation.time_intervals has none';
    return [{ path: ['windows', at], message: `there is no time interval "${name}"; ${there}` }];
  });
}

function unreachable(rule: Unsure, earlier: readonly Unsure[]): PolicyFault[] {
  // What is no rule at all has a fault of its own.
  const by = Object.keys(rule).length > 0 ? unreachableBy(rule, earlier) : undefined;
  if (!by) return [];
  return [{ path: [], message: `is never come to: "${String(by.name)}" before it matches all that it matches` }];
}

function twice(names: readonly string[], path: string): PolicyFault[] {
  return [...new Set(names.filter((name, n) => names.indexOf(name) !== n))].map((name) => ({
    path: [path],
    message: `"${name}" is there twice`,
  }));
}

function namesOf(things: unknown): string[] {
  return textsOf(listOf(things).map((it) => recordOf(it).name)).map(({ text }) => text);
}
