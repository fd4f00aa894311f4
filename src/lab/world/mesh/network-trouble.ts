/** What a network does to packets for a while: of one pod, or of all that is on a node. */
export interface NetworkTrouble {
  since: Date;
  until?: Date;
  /** Every answer comes so much later. */
  delayMs: number;
  /** Share of the packets that is lost, and sent again. */
  loss?: number;
}
