/** What the app package's links lead to: plain words that are true of every installation, by path. */
export const aboutPages: Readonly<Record<string, string>> = {
  '/': `Watchkeeper answers questions about container security and incidents on Azure in Microsoft Teams.
Mention it in a channel with "help" to see what can be asked.
It is open source under the Apache License 2.0; your organisation runs this installation.
`,
  '/privacy': `What this installation keeps, in its own database and nowhere else:
- who asked what, as it was understood, and whether it was answered or refused (tenant, object id, name, time, and the role with the list or group that gave it);
- where it may post (conversation ids) and the defaults set for a channel;
- prepared buttons and what a thread was last about for 90 days, and the ids of messages already seen for a day.
It does not keep what people type, and no log line, event or other evidence that an answer shows.
Nothing is sent to anybody but Microsoft Teams and the Azure services that are asked; and, where roles go by groups, the object id of who asks to Microsoft Graph.
`,
  '/terms': `Watchkeeper is provided under the Apache License 2.0, without warranties of any kind.
Whether and how it may be used here is decided by the organisation that runs this installation.
`,
};
