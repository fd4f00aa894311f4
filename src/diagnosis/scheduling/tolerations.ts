import type { V1Taint, V1Toleration } from '@kubernetes/client-node';

/** Whether a toleration covers a taint: an empty key with Exists covers all, an empty effect every effect. */
export function tolerates({ key, operator, value, effect }: V1Toleration, taint: V1Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (operator === 'Exists') return !key || key === taint.key;
  return key === taint.key && (value ?? '') === (taint.value ?? '');
}

/** The taints that keep a pod away: PreferNoSchedule does not. */
export function untolerated(
  taints: readonly V1Taint[] | undefined,
  tolerations: readonly V1Toleration[] | undefined,
): V1Taint[] {
  return (taints ?? []).filter(
    (taint) =>
      (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') &&
      !(tolerations ?? []).some((it) => tolerates(it, taint)),
  );
}

/** A taint as it is written: "dedicated=gpu:NoSchedule". */
export function taintText({ key, value, effect }: V1Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}
