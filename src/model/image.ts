/** An image by its parts. */
export interface ImageRef {
  /** "contoso.azurecr.io"; undefined when the person named no registry. */
  registry?: string;
  repository: string;
  tag?: string;
  /** "sha256:...". */
  digest?: string;
}

/** How bad a vulnerability is, in Defender's words. */
export type Severity = 'Critical' | 'High' | 'Medium' | 'Low' | 'Unknown';

/** One CVE in one package of an image. */
export interface Vulnerability {
  cve: string;
  severity: Severity;
  /** Package name; several versions may be installed. */
  package: string;
  installed: string[];
  /** The version that fixes it; undefined where there is none yet, or none that is known. */
  fixedIn?: string;
  /** Nobody says whether there is a fix: Defender's row has neither a version nor that there is none. */
  isFixUnknown?: true;
  cvss?: number;
  /** Used in the wild (exploit kit). */
  knownExploited: boolean;
  /** The exploit's steps are public or verified. */
  exploitable: boolean;
  /** Somebody made sure that the exploit works; undefined means that it is not known. */
  exploitVerified?: boolean;
  publishedAt?: Date;
}

/** Where an image runs now. */
export interface RunningPlace {
  cluster: string;
  namespace: string;
  workload: string;
  kind: string;
  pods: number;
  /** When the oldest of these containers started. */
  since?: Date;
}
