/** A run of an ACR Task; how far it is follows from its age. */
export interface TaskRun {
  /** "ca1": also the tag that it pushes. */
  runId: string;
  /** ARM id of the registry. */
  registry: string;
  repository: string;
  createdAt: Date;
}
