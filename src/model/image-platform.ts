/** One image of an index ("multi-arch image"): what is run on nodes of one kind, and what Defender scans. */
export interface ImagePlatform {
  digest: string;
  /** "linux", "windows". */
  os: string;
  /** "amd64", "arm64". */
  architecture: string;
}
