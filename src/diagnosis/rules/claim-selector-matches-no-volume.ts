import { defineRule } from '../rule.ts';
import { selectorText } from '../scheduling/affinity-words.ts';
import { claimFindings } from '../volumes/claim-findings.ts';
import { claimFacts } from '../volumes/waiting-claims.ts';

/** A claim selects labels that no free volume carries. */
export const claimSelectorMatchesNoVolume = defineRule({
  code: 'claim-selector-matches-no-volume',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims'],
  wants: claimFacts,
  judge(evidence) {
    return claimFindings(evidence, 'claim-selector-matches-no-volume', 'selector', ({ claim }, volume) => {
      const { selector } = claim.spec ?? {};
      const [key, value] = Object.entries(selector?.matchLabels ?? {})[0] ?? [];
      const labels = Object.entries(volume.metadata?.labels ?? {});
      const carried =
        labels.length > 0
          ? labels
              .map((it) => it.join('='))
              .slice(0, 6)
              .join(', ')
          : 'no labels';
      const text = value ?? selector?.matchExpressions?.[0]?.key;
      return {
        why: `selects ${selectorText(selector)}, but volume ${volume.metadata?.name}, which would do otherwise, carries ${carried}`,
        next: `Set the selector of the claim to the labels of ${volume.metadata?.name} (${carried}), or label the volume so.`,
        ...(text && { quote: { text, field: `selector ${key ?? ''}`.trim() } }),
      };
    });
  },
});
