/** When a container of one pod was, or will be, terminated. */
export interface Terminations {
  reason: 'OOMKilled' | 'Error' | 'StartError';
  exitCode: number;
  /** What the runtime said, of a container that it could not start. */
  message?: string;
  /** What the container writes last in every run, without the time. */
  lastWords?: string[];
  /** How memory gets to the limit: over the run's length, evenly, or in its last seconds. */
  growth?: 'even' | 'spike';
  times: Date[];
  /** It goes on for as long as nobody mends it, this often after the last of `times`. */
  everyMs?: number;
  /** When somebody mended it: a back-off ends then, at once. */
  mendedAt?: Date;
  /** Who killed: the container's own limit, or a node that ran out. */
  by: 'limit' | 'node' | 'itself';
  /** What it would use if its limit let it; a quarter more than the limit when left out. MiB. */
  needsMiB?: number;
}

/** Why a container has never started. */
export interface Waiting {
  since: Date;
  /** As the container's status has it between two attempts. */
  reason: 'ImagePullBackOff' | 'CreateContainerConfigError' | 'ContainerCreating' | 'PodInitializing';
  /** What failed, in the kubelet's words. */
  failure: string;
}
