import type { KubePlural } from '../world/kubernetes/kube-kinds.ts';
import type { Answer } from './call.ts';

/** An object as an API server gives it; fields that its source did not show are missing. */
export interface ApiObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string | undefined; labels?: Record<string, string> | undefined };
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
  /** The lines, oldest first, or the API server's refusal. */
  log(question: LogQuestion): ApiLogLine[] | Answer;
}
