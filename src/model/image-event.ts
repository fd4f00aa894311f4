/** Something that was done to an image in its registry, as the registry told of it by itself. */
export interface ImageEvent {
  /** Login server, in small letters; empty where the event named none. */
  registry: string;
  repository: string;
  digest: string;
  /** Empty where the event is of no tag. */
  tag: string;
  action: 'push' | 'import' | 'delete';
  at: Date;
  /** Who did it: the subject of the token, and "docker/27.3.1" with which; untrusted. */
  by?: string;
  client?: string;
  /** Which way it came. */
  source: 'event-grid' | 'acr';
}
