import type { Severity } from '../../model/image.ts';

/** One CVE of one package, in the words of Defender's individual recommendations. */
export interface Flaw {
  cve: string;
  package: string;
  installed: string;
  fixedIn?: string;
  severity: Severity;
  cvss?: number;
  inExploitKit: boolean;
  stepsPublished: boolean;
  stepsVerified: boolean;
  published: Date;
  language?: string;
}

/** One manifest. Images of public registries have no place in a ContainerRegistry. */
export interface Image {
  /** "contoso.azurecr.io". */
  registry: string;
  repository: string;
  tags: string[];
  /** "sha256:..." */
  digest: string;
  pushedAt: Date;
  sizeBytes: number;
  readable: boolean;
  /** How Defender reports it; 'none' was never scanned. */
  scan: { form: 'individual' | 'legacy' | 'none'; at?: Date; flaws: Flaw[] };
}
