import type { HelpfulChange } from '../../incidents/defender/changes-for.ts';
import type { AffectedNow } from '../../model/security-alert.ts';

/** Changes that fit and for which a card has no button left, and why one is not offered. */
export function alertHints(left: readonly HelpfulChange[], { bindings }: AffectedNow): string[] {
  return [
    ...left.map(({ help, title, input }) => {
      const name = String(input.name ?? '');
      if (help === 'cordon') return `cordon ${name}`;
      if (help === 'isolate-pod') return `isolate ${name}`;
      if (help === 'delete-pod') return `delete pod ${name}`;
      if (help === 'scale-to-zero') return `scale ${name} to 0`;
      if (help === 'lock-image') return `lock ${String(input.repository)}@${String(input.digest)}`;
      return title.toLowerCase();
    }),
    ...(bindings.length > 1 ? [`${bindings.length} bindings give it rights: take them away one by one`] : []),
  ];
}
