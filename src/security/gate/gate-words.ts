import type { GateCode } from '../../model/gate-verdict.ts';

/** What each reason says in a few words, as the end of "the image ..."; the same ones for a denial by a cluster. */
export const gateWords: Readonly<Record<GateCode, string>> = {
  'known-exploited': 'has vulnerabilities that are known to be exploited',
  'too-many-critical': 'has too many Critical vulnerabilities',
  'too-many-high': 'has too many High vulnerabilities',
  'too-many-medium': 'has too many Medium vulnerabilities',
  'too-many-low': 'has too many Low vulnerabilities',
  'too-many-unknown': 'has too many vulnerabilities of unknown severity',
  'registry-not-allowed': 'comes from a registry that is not allowed',
  'base-image-not-allowed': 'is built on a base image that is not allowed',
  'not-signed': 'has no signature',
  'never-scanned': 'was never scanned',
  'findings-unreadable': 'has findings that could not be read',
  'findings-partial': 'may have more findings than could be read',
  'scan-stale': 'was scanned too long ago',
  'scan-age-unknown': 'was scanned nobody knows when',
  'registry-unknown': 'names no registry',
  'base-image-unknown': 'does not say what it is built on',
  'signature-unknown': 'may be signed or not: that could not be read',
};
