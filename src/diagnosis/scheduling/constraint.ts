/** What may keep a pod from a node; each has a rule of its own. */
export const constraints = [
  'node-selector',
  'node-affinity',
  'volume',
  'volume-zone',
  'cordon',
  'not-ready',
  'taint',
  'pod-anti-affinity',
  'pod-affinity',
  'spread',
  'host-port',
  'memory',
  'cpu',
  'other-resource',
] as const;

/** One of them. */
export type Constraint = (typeof constraints)[number];

/** Why a node does not take a pod, as far as one constraint goes. */
export interface Block {
  constraint: Constraint;
  /** In words for a person: "asks for 5 CPU, 1.9 are free". */
  detail: string;
  /** A value of the evidence that says so, verbatim, and where it stands. */
  proof?: { text: string; where: string };
}
