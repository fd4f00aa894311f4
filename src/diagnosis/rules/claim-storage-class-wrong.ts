import { defineRule } from '../rule.ts';
import { claimFinding, claimFindings } from '../volumes/claim-findings.ts';
import { claimFacts, waitingClaims } from '../volumes/waiting-claims.ts';

const code = 'claim-storage-class-wrong';

/** A claim names a storage class that does not exist, or another one than the volume that is meant for it. */
export const claimStorageClassWrong = defineRule({
  code,
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['volumeClaims'],
  wants: claimFacts,
  judge(evidence) {
    const classes = evidence.storageClasses?.value.map(({ metadata }) => metadata?.name ?? '');
    const known = classes && classes.length > 0 ? ` (there are ${classes.slice(0, 5).join(', ')})` : '';
    const differing = claimFindings(evidence, code, 'storage-class', ({ storageClass, claim }, { metadata, spec }) => {
      const isThere = classes === undefined || storageClass === '' || classes.includes(storageClass);
      const other = spec?.storageClassName || 'none';
      return {
        why: `asks for storage class ${storageClass || 'none'}${isThere ? '' : ', which does not exist'}, but volume ${metadata?.name} has ${other}`,
        next: `Make the claim anew with storage class ${other}${known}, or give the volume the class of the claim.`,
        ...(claim.spec?.storageClassName && { quote: { text: claim.spec.storageClassName, field: 'storage class' } }),
      };
    });
    const told = new Set(differing.map(({ about }) => `${about?.kind}/${about?.namespace}/${about?.name}`));
    const absent = waitingClaims(evidence).filter(
      ({ storageClass, classObject, nearest, workload }) =>
        classes !== undefined &&
        storageClass !== '' &&
        !classObject &&
        !told.has(`${workload.kind}/${workload.namespace}/${workload.name}`) &&
        !nearest?.alone,
    );
    return [
      ...differing,
      ...absent.map((waiting) =>
        claimFinding(
          code,
          waiting,
          {
            why: `asks for storage class ${waiting.storageClass}, which does not exist${known}`,
            next: `Make the claim anew with a storage class that exists${known}, or create ${waiting.storageClass}.`,
            quote: { text: waiting.storageClass, field: 'storage class' },
          },
          0.94,
        ),
      ),
    ];
  },
});
