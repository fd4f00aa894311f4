import type { KubePlural } from '../world/kubernetes/kube-kinds.ts';
import type { Answer } from './call.ts';

/** An object as an API server gives it; fields that its source did not show are missing. */
export interface ApiObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string | undefined;
    uid?: string | undefined;
    resourceVersion?: unknown;
    labels?: Record<string, string> | undefined;
  };
}

/** One line of a container's log; a line without a time is older than it says, or does not say. */
export interface ApiLogLine {
  at?: Date | undefined;
  text: string;
}

/** Which log is asked for; without a container, that of the first one. */
export interface LogQuestion {
  namespace: string;
  pod: string;
  container: string | undefined;
  previous: boolean;
}

/** The versions of a cluster's objects: numbers that grow with every change of any of them. */
export interface KubeHistory {
  /** The newest. */
  last(): number;
  /** The first of an object. */
  created(object: ApiObject): number;
  /** Objects that have gone, as they were, with the version of their going; and their first. */
  gone(plural: KubePlural): { object: ApiObject; created: number }[];
}

/** What an API server of the range has to tell, at the moment of a call. */
export interface KubeSource {
  /** Of the control plane: "1.31.9". */
  version: string;
  /** Whether KEDA's kinds are installed. */
  hasKeda: boolean;
  /** In the order of etcd: by namespace and name. */
  objects(plural: KubePlural): ApiObject[];
  /** Whether it can tell of a kind at all; without this it can tell of all. */
  tells?(plural: KubePlural): boolean;
  /** What has changed; without it nothing ever does. To be asked after `objects`. */
  history?: KubeHistory;
  /** The lines, oldest first, or the API server's refusal. */
  log(question: LogQuestion): ApiLogLine[] | Answer;
}
