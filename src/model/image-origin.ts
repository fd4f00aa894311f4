/** Where an image came from, as far as its registry's log goes back. */
export interface ImageOrigin {
  pushed?: { at: Date; by?: string };
  imported?: { at: Date; by?: string };
  /** When it was last pulled, and how often. */
  pulled?: { at: Date; times: number };
  /** So many days were looked at. */
  days: number;
}
