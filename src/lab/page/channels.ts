import type { Person } from './people.ts';

/** A channel of the page's one team. */
export interface Channel {
  id: string;
  name: string;
  topic: string;
}

/** The channels; the first is the team's General, whose id is the team's. */
export const channels: readonly Channel[] = [
  {
    id: '19:4c1b2a3d5e6f40718293a4b5c6d7e8f9@thread.tacv2',
    name: 'on-call',
    topic: 'Incidents, questions, hand-overs',
  },
  {
    id: '19:9f8e7d6c5b4a43210fedcba987654321@thread.tacv2',
    name: 'security',
    topic: 'Images, posture, Defender alerts',
  },
];

/** The team as the connector names it. */
export const team = { id: channels[0]?.id ?? '', name: 'Platform', aadGroupId: '3d9e2f10-8c7b-4a65-b4c3-d2e1f0a9b8c7' };

/** The id of a person's own chat with the bot. */
export function personalChatId(person: Person): string {
  return `a:1${person.objectId.replaceAll('-', '')}`;
}

/** Takes "19:...;messageid=170" apart; a personal chat and a bare channel have no root. */
export function conversationOf(id: string): { base: string; rootId?: string } {
  const [base = '', root] = id.split(';messageid=');
  return root === undefined ? { base } : { base, rootId: root };
}
