/** A security group of Entra ID. */
export interface Group {
  /** Object id. */
  id: string;
  name: string;
  /** Object ids of people, and of groups whose people are members too. */
  members: string[];
}

/** The groups that the range has at its start: Bob approves as one of the platform's leads, Eve as one of security. */
export const labGroups = {
  approvers: '9a5e0001-0c1d-4e2f-8a3b-4c5d6e7f8091',
  platformLeads: '9a5e0002-0c1d-4e2f-8a3b-4c5d6e7f8092',
  security: '9a5e0003-0c1d-4e2f-8a3b-4c5d6e7f8093',
} as const;

const bob = 'b0bb1e55-2c3d-4e4f-9a5b-6c7d8e9f0a1b';
const eve = 'e5e0c0de-7a8b-4c9d-8e0f-1a2b3c4d5e6f';

/** A fresh copy of them, which a story may change. */
export function usualGroups(): Group[] {
  return [
    { id: labGroups.approvers, name: 'Release approvers', members: [labGroups.platformLeads] },
    { id: labGroups.platformLeads, name: 'Platform leads', members: [bob] },
    { id: labGroups.security, name: 'Security', members: [eve] },
  ];
}

/** The groups that somebody is in, directly or through other groups, each once. */
export function groupsOf(groups: readonly Group[], objectId: string): Group[] {
  const found = new Set<Group>();
  const wanted = [objectId.toLowerCase()];
  for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
    for (const group of groups) {
      if (found.has(group) || !group.members.some((it) => it.toLowerCase() === id)) continue;
      found.add(group);
      wanted.push(group.id.toLowerCase());
    }
  }
  return [...found];
}
