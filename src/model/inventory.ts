import type { Gap } from './gap.ts';

/** How bad a risk is, the worst first. */
export const riskLevels = ['High', 'Medium', 'Low'] as const;

/** One of them. */
export type RiskLevel = (typeof riskLevels)[number];

/** What speaks against something that runs containers, as its settings say. */
export interface Risk {
  /** Stable: "plain-secret". */
  code: string;
  level: RiskLevel;
  /** What was read, in a sentence without a full stop; never a secret's value. */
  reason: string;
  /** What to do about it, in a sentence without a full stop. */
  next: string;
}

/** Something that runs or keeps containers. */
export interface InventoryItem {
  /** ARM id. */
  id: string;
  /** "Container Instances". */
  platform: string;
  name: string;
  subscriptionId: string;
  resourceGroup: string;
  location: string;
  /** From the tag `environment` or `env`, small letters. */
  environment?: string;
  /** From its tags. */
  owner?: string;
  /** How many it is, where it is many ("5 nodes"). */
  count?: string;
  /** References, as they were set up; without credentials. */
  images: readonly string[];
  /** The worst first. */
  risks: readonly Risk[];
  /** What of it could not be read. */
  gaps?: readonly Gap[];
}

/** What there was, when it was read. */
export interface Inventory {
  /** The worst first. */
  items: readonly InventoryItem[];
  /** Names of the subscriptions by their ids, in small letters. */
  subscriptions: ReadonlyMap<string, string>;
  /** What could not be read beside what its items say of themselves. */
  gaps: readonly Gap[];
  at: Date;
}
