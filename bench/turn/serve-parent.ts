/** Tells the bench where this process listens, and on request how much processor time it took; ends with the bench. */
export function serveParent(url: string, end: () => Promise<void> = async () => {}): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  });
  process.once('disconnect', () => end().then(() => process.exit()));
  process.send?.({ url });
}
