/** The Deployment that made a ReplicaSet of this name, by the hash at its end, which has no vowels; undefined when nothing stands above it. */
export function deploymentOf(replicaSet: string): string | undefined {
  return /^(.+)-[bcdfghjklmnpqrstvwxz2456789]{1,10}$/.exec(replicaSet)?.[1];
}
