import type { ApiObject } from '../azure/kube-source.ts';

/** A series of a recording: a metric's name, its labels, and its values by time. */
export interface RecordedSeries {
  name: string;
  labels: Record<string, string>;
  /** Oldest first; times in milliseconds. */
  points: { at: number; value: number }[];
}

/** A log of a recording, whole or its end. */
export interface RecordedLog {
  /** "pod/container", "pod/container/previous", "pod/", "service/" or "node/container". */
  key: string;
  text: string;
  /** Pods whose lines it holds, where one text is that of several. */
  pods?: string[] | undefined;
}

/** What was recorded of a real cluster at one moment. */
export interface RecordedCluster {
  /** Any text that tells it from others. */
  id: string;
  /** The recording's own clock. */
  now: Date;
  /** Where the trouble is, when the recording says so. */
  namespace?: string | undefined;
  /** As the recording has them, without uids and defaults that it did not show. */
  objects: ApiObject[];
  logs: RecordedLog[];
  series: RecordedSeries[];
}
