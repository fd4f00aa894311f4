import { type Labels, labelValue } from '../matcher.ts';

const generated = '[bcdfghjklmnpqrstvwxz2456789]';
const ofDeployment = new RegExp(`^(.+)-${generated}{6,10}-${generated}{5}$`);
const ofController = new RegExp(`^(.+)-${generated}{5}$`);
const ofStatefulSet = /^(.+)-\d{1,4}$/;

/**
 * The workload that a security alert is about: the one that it names, else what its pod's name says of who made it, for
 * some alerts of an attack name the Deployment and others only a pod. A name that nobody generated stands for itself;
 * empty when there is neither.
 */
export function attackedWorkload(labels: Labels): string {
  const pod = labelValue(labels, 'pod');
  const named = labelValue(labels, 'workload');
  const maker = madeBy(pod) ?? pod;
  // A ReplicaSet between the two is none that people know.
  return named && !(maker && named.startsWith(`${maker}-`)) ? named : maker;
}

function madeBy(pod: string): string | undefined {
  for (const form of [ofDeployment, ofController, ofStatefulSet]) {
    const workload = form.exec(pod)?.[1];
    if (workload !== undefined) return workload;
  }
  return undefined;
}
