import type { Help } from './define-family.ts';
import * as families from './families/index.ts';
import type { Tactic } from './tactics.ts';

/** What is known of a type of Defender's alerts. */
export interface AlertKind {
  /** What happened, in one plain sentence. */
  means: string;
  /** What to look at first. */
  look: string;
  helps: readonly Help[];
  /** By MITRE's names; an alert's own are believed before these. */
  tactics: readonly Tactic[];
}

const kinds = new Map<string, AlertKind>(
  Object.values(families).flatMap(({ look, helps, types }) =>
    Object.entries(types).map(([type, [means, ...tactics]]) => [type.toLowerCase(), { means, look, helps, tactics }]),
  ),
);

/** What is known of a type ("K8S.NODE_Webshell", in whatever case); undefined for one that nobody has described. */
export function alertKindOf(type: string): AlertKind | undefined {
  return kinds.get(type.trim().toLowerCase());
}

/** The types that are described, in small letters. */
export function knownAlertTypes(): string[] {
  return [...kinds.keys()];
}
