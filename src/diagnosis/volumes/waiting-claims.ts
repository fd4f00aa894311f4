import type { V1PersistentVolume, V1PersistentVolumeClaim, V1StorageClass } from '@kubernetes/client-node';
import type { EventFact } from '../../evidence/kubernetes/event-fact.ts';
import type { EvidenceOf } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';
import { isHeldUp } from '../starting/held-up.ts';
import { type Mismatch, nearestVolume } from './claim-mismatch.ts';

/** What a claim's trouble is worked out from. */
export const claimFacts = [...situationFacts, 'volumes', 'storageClasses'] as const;

type ClaimEvidence = EvidenceOf<'volumeClaims', (typeof claimFacts)[number]>;

/** A claim that has no volume, and a workload that waits for it. */
export interface WaitingClaim {
  workload: Workload;
  claim: V1PersistentVolumeClaim;
  /** Name of its storage class: its own, or the cluster's default; empty where it wants none. */
  storageClass: string;
  /** The class itself, where it is there; undefined when it is not, or when classes were not read. */
  classObject?: V1StorageClass;
  /** Whether volumes are made for it, rather than found. */
  isProvisioned: boolean;
  nearest?: { mismatch: Mismatch; volume: V1PersistentVolume; alone: boolean };
  /** Whether the cluster has any volume, and they were read. */
  volumes?: number;
  event?: EventFact;
}

const noProvisioner = 'kubernetes.io/no-provisioner';
const defaultMark = 'storageclass.kubernetes.io/is-default-class';

/** The claims that workloads in trouble wait for, each compared field by field with the volumes there are. */
export function waitingClaims(evidence: ClaimEvidence): WaitingClaim[] {
  const situation = situationOf(evidence);
  const classes = evidence.storageClasses?.value;
  const volumes = evidence.volumes?.value;
  const claims = new Map(
    evidence.volumeClaims.value.map((claim) => [`${claim.metadata?.namespace}/${claim.metadata?.name}`, claim]),
  );
  return situation.workloads.filter(isHeldUp).flatMap((workload) =>
    claimNamesOf(workload).flatMap((name) => {
      const claim = claims.get(`${workload.namespace}/${name}`);
      if (claim?.status?.phase !== 'Pending') return [];
      const byDefault = classes?.find(({ metadata }) => metadata?.annotations?.[defaultMark] === 'true');
      const storageClass = claim.spec?.storageClassName ?? byDefault?.metadata?.name ?? '';
      const classObject = classes?.find(({ metadata }) => metadata?.name === storageClass);
      const events = situation.eventsOf(refOf('PersistentVolumeClaim', claim));
      const event = events.find(({ type }) => type === 'Warning') ?? events[0];
      const nearest = volumes && nearestVolume(claim, volumes, storageClass);
      return [
        {
          workload,
          claim,
          storageClass,
          // A driver makes no volume for a claim that selects by labels.
          isProvisioned:
            classObject !== undefined && classObject.provisioner !== noProvisioner && !claim.spec?.selector,
          ...(classObject && { classObject }),
          ...(nearest && { nearest }),
          ...(volumes && { volumes: volumes.length }),
          ...(event && { event }),
        },
      ];
    }),
  );
}

/** The claims that a workload's pods mount; a StatefulSet's pods name their own. */
export function claimNamesOf({ pods, template }: Workload): string[] {
  const volumes = [...pods.map(({ spec }) => spec), template.spec].flatMap((spec) => spec?.volumes ?? []);
  return [...new Set(volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []))];
}
