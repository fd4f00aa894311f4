import type { ChangePlace, Risk } from '../../model/remediation.ts';
import { type Fit, fitOf, type PlacePart } from './fit-of.ts';
import { type Joined, joinTerms } from './join-terms.ts';
import { type Circle, defaultRule, type Policy, type PolicyRule } from './policy.ts';

/** A change that somebody would like to make, as far as the policy cares. */
export interface AskedChange {
  /** Name of the action. */
  action: string;
  risk: Risk;
  place: ChangePlace;
}

/** Why a rule's auto-approval does not count. */
export type NotAuto = 'risk-not-low' | 'environment-unknown' | 'environment-not-named-non-production';

/** It may be made by nobody: 'denied-there', or 'may-be-denied' by what is not known of the place. */
export interface Denied {
  kind: 'denied';
  /** Name of the rule. */
  rule: string;
  why: 'denied-there' | 'may-be-denied';
  /** What is not known, and the rule narrows by; empty for 'denied-there'. */
  unknown: readonly PlacePart[];
}

/** It may be made on these terms. Where circles or windows stand in a list, all of them must hold: mostly there is one. */
export interface Allowed extends Joined {
  kind: 'allowed';
  /** Name of the rule, "default", or several with " + " where it is not known which of them holds. */
  rule: string;
  /** What is not known of the place, where that made more than one rule count. */
  unknown: readonly PlacePart[];
  /** What keeps its auto-approval from counting; undefined where it counts or the rule has none. */
  notAuto?: NotAuto;
}

/** What the policy says of a change. */
export type Ruling = Denied | Allowed;

/** The people of a ruling: a person must stand in every one of the circles. */
export type Circles = readonly Circle[];

/**
 * What the policy says of a change; pure. The first rule that matches decides.
 *
 * What is not known of a place may be anything: then every rule counts that might match, down to the first that surely
 * does, and the strictest of all they say holds. So a rule that allows more never helps by what is unknown, and one that
 * denies always hinders.
 */
export function rulingOn(policy: Policy, { action, risk, place }: AskedChange): Ruling {
  const counting: { rule: PolicyRule; fit: Fit }[] = [];
  for (const rule of [...policy.rules, defaultRule]) {
    const fit = fitOf(rule, action, place);
    if (fit === 'no') continue;
    counting.push({ rule, fit });
    if (fit === 'yes') break;
  }
  const denying = counting.find(({ rule }) => rule.terms === 'deny');
  if (denying) {
    const { rule, fit } = denying;
    if (fit === 'yes' && counting.length === 1) {
      return { kind: 'denied', rule: rule.name, why: 'denied-there', unknown: [] };
    }
    return { kind: 'denied', rule: rule.name, why: 'may-be-denied', unknown: unknownOf(counting) };
  }
  const terms = joinTerms(counting.flatMap(({ rule }) => (rule.terms === 'deny' ? [] : [rule.terms])));
  const notAuto = terms.autoApprove ? whyNotAuto(policy, risk, place) : undefined;
  return {
    ...terms,
    kind: 'allowed',
    rule: counting.map(({ rule }) => rule.name).join(' + '),
    unknown: unknownOf(counting),
    autoApprove: terms.autoApprove && notAuto === undefined,
    ...(notAuto && { notAuto }),
  };
}

function whyNotAuto({ nonProduction }: Policy, risk: Risk, { environment }: ChangePlace): NotAuto | undefined {
  if (risk !== 'low') return 'risk-not-low';
  if (!environment) return 'environment-unknown';
  return nonProduction.has(environment.toLowerCase()) ? undefined : 'environment-not-named-non-production';
}

function unknownOf(counting: readonly { fit: Fit }[]): PlacePart[] {
  return [...new Set(counting.flatMap(({ fit }) => (typeof fit === 'string' ? [] : fit.unknown)))];
}
