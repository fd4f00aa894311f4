import type { PodSecurityControl, PodSecurityLevel, PodToJudge, Violation } from './control.ts';
import * as shelf from './index.ts';

/** A violation, and the control that it breaks. */
export interface BrokenControl extends Violation {
  control: Pick<PodSecurityControl, 'name' | 'title' | 'level'>;
}

const controls: Readonly<Record<PodSecurityLevel, PodSecurityControl[]>> = {
  baseline: Object.values(shelf).filter((it) => it.level === 'baseline'),
  restricted: Object.values(shelf).filter((it) => it.level === 'restricted'),
};

/**
 * Everything of the pod that the level forbids, none where it meets it. The levels add up: restricted asks for all that
 * baseline does, and a field that breaks both is named once, by baseline's control.
 * The latest version of the Pod Security Standards (Kubernetes 1.37): kubernetes.io/docs/concepts/security/pod-security-standards.
 */
export function judgePod(pod: PodToJudge, level: PodSecurityLevel): BrokenControl[] {
  const broken = new Map<string, BrokenControl>();
  for (const control of level === 'baseline' ? controls.baseline : [...controls.baseline, ...controls.restricted]) {
    for (const violation of control.judge(pod)) {
      if (!broken.has(violation.path)) broken.set(violation.path, { ...violation, control });
    }
  }
  return [...broken.values()];
}
