/** The channels into which the alerts of the crash run go. */
export const channels = ['19:first@thread.tacv2', '19:second@thread.tacv2'] as const;
