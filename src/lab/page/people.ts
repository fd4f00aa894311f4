/** Somebody to act as on the page. */
export interface Person {
  /** Entra object id. */
  objectId: string;
  /** Teams id ("29:..."). */
  teamsId: string;
  name: string;
  email: string;
  /** What the person does, shown under the name. */
  title: string;
  /** In the team, but refused by the bot, whatever he asks. */
  outsider?: true;
  /** From another company, with an account of this tenant. */
  guest?: true;
}

/** The tenant that everybody on the page belongs to. */
export const labTenantId = '7f3c1a52-9d0e-4b64-8a1f-2c5e90d7b318';

/** The bot as Teams names it: "28:" and the app id. */
export const botAccount = { id: '28:00000000-0000-4000-8000-00000000b075', name: 'Watchkeeper' };

/** Ann is on call, Bob approves, Eve approves as well, for security, Mallory should be refused, and Gus may only ask. */
export const labPeople: readonly Person[] = [
  {
    objectId: 'a1b20c34-5d6e-4f70-8192-a3b4c5d6e7f8',
    teamsId: '29:1ann-Zk4vQ8rT2mXw6yB0dH3jL5nP7sU9',
    name: 'Ann Berg',
    email: 'ann@watch.example',
    title: 'On-call engineer',
  },
  {
    objectId: 'b0bb1e55-2c3d-4e4f-9a5b-6c7d8e9f0a1b',
    teamsId: '29:1bob-Qw3eR5tY7uI9oP1aS2dF4gH6jK8l',
    name: 'Bob Castro',
    email: 'bob@watch.example',
    title: 'Approver',
  },
  {
    objectId: 'e5e0c0de-7a8b-4c9d-8e0f-1a2b3c4d5e6f',
    teamsId: '29:1eve-Mn2bV4cX6zL8kJ0hG1fD3sA5pO7i',
    name: 'Eve Dahl',
    email: 'eve@watch.example',
    title: 'Security engineer',
  },
  {
    objectId: 'bad0f00d-3e4f-4a5b-9c6d-7e8f9a0b1c2d',
    teamsId: '29:1mal-Yt9rE7wQ5uI3oP1lK2jH4gF6dS8a',
    name: 'Mallory Quist',
    email: 'mallory@elsewhere.example',
    title: 'Outsider',
    outsider: true,
    guest: true,
  },
  {
    objectId: '90e57000-4f5a-4b6c-8d7e-2a3b4c5d6e7f',
    teamsId: '29:1gus-Hb6nM3vC8xZ1lK5jG9fD2sA7pO4u',
    name: 'Gus Holt',
    email: 'gus@partner.example',
    title: 'Guest',
    guest: true,
  },
];
