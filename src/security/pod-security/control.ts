import type { V1PodSpec } from '@kubernetes/client-node';

/** The two levels of the Pod Security Standards that forbid something; the third, privileged, forbids nothing. */
export type PodSecurityLevel = 'baseline' | 'restricted';

/** What a control looks at: a pod, or the template of one, with its own annotations. */
export interface PodToJudge {
  annotations: Readonly<Record<string, string>>;
  spec: V1PodSpec;
}

/** A field that a control does not allow to be as it is: "spec.containers[0].securityContext.privileged" is "true". */
export interface Violation {
  path: string;
  /** As JSON writes it, at most 80 letters, "not set" for what has to be set: text from outside. */
  value: string;
}

/** One control of the standard: the fields that it restricts, and the values that it allows. */
export interface PodSecurityControl {
  name: string;
  /** As the standard names it. */
  title: string;
  level: PodSecurityLevel;
  /** Every field that breaks it; none where the pod keeps it. */
  judge(pod: PodToJudge): Violation[];
}

/** Adds types, nothing else. */
export function defineControl(control: PodSecurityControl): PodSecurityControl {
  return control;
}

/** A violation of the field that has the value; null is the same as absent, as it is to the API server. */
export function violation(path: string, value: unknown): Violation {
  const text = value === undefined || value === null ? 'not set' : JSON.stringify(value);
  return { path, value: text.length > 80 ? `${text.slice(0, 79)}…` : text };
}
