/** How a check of AKS ended, the worst first; 'none' says nothing (a category), 'unknown' is a number that nobody has described. */
export const detectorStatuses = ['critical', 'warning', 'unknown', 'info', 'success', 'none'] as const;

/** One of them. */
export type DetectorStatus = (typeof detectorStatuses)[number];

/** A check that AKS can make of a cluster, as its list tells. */
export interface DetectorEntry {
  /** "oomkilled", as it stands in the address. */
  id: string;
  /** "OOMKilled Pods". */
  name: string;
  /** "Node Health". */
  category: string;
  description: string;
  /** A category is an overview that only names its checks. */
  kind: 'check' | 'category';
}

/** A part of what a check wrote, as plain text: nothing in it is markdown, HTML or a link any more. */
export type DetectorText =
  | { kind: 'text' | 'heading' | 'item' | 'code'; text: string }
  | { kind: 'table'; columns: string[]; rows: string[][] };

/** One thing that a check found, with what it says about it. */
export interface DetectorInsight {
  status: DetectorStatus;
  message: string;
  details: { name: string; parts: DetectorText[] }[];
  solutions: DetectorText[];
}

/** A table beside the insights: numbers over time, a list, or the settings of the portal's own page. */
export interface DetectorTable {
  kind: 'table' | 'series' | 'portal';
  title: string;
  description: DetectorText[];
  columns: string[];
  rows: string[][];
}

/** What a check said of a cluster. Its texts are untrusted. */
export interface DetectorReport extends DetectorEntry {
  /** The worse of what the check says as a whole and what its insights say. */
  status: DetectorStatus;
  /** In the check's own words, where it has any. */
  statusText: string;
  /** The worst first. */
  insights: DetectorInsight[];
  tables: DetectorTable[];
  /** Ids of the checks that a category names. */
  members: string[];
  /** How many of its parts were not understood. */
  unread: number;
}

/** Which of two is worse: negative when the first is. */
export function compareDetectorStatus(a: DetectorStatus, b: DetectorStatus): number {
  return detectorStatuses.indexOf(a) - detectorStatuses.indexOf(b);
}
