import type { Circle, PolicyRule } from '../../remediation/policy/policy.ts';

/** A rule of the policy in one line: what it is for, and what it asks for there. */
export function ruleLine({ name, actions, clusters, namespaces, environments, terms }: PolicyRule): string {
  const places = [
    ...(clusters ? [`clusters ${clusters.join(', ')}`] : []),
    ...(namespaces ? [`namespaces ${namespaces.join(', ')}`] : []),
    ...(environments ? [`environments ${environments.join(', ')}`] : []),
  ];
  const where = places.length > 0 ? ` in ${places.join(' and ')}` : '';
  const what = actions ? actions.join(', ') : 'every change';
  return `${name}: ${what}${where}: ${terms === 'deny' ? 'denied' : termsText(terms)}.`;
}

function termsText({
  approvals,
  approve,
  fourEyes,
  autoApprove,
  windows,
}: Exclude<PolicyRule['terms'], 'deny'>): string {
  const count = approvals === 1 ? 'one approval' : `${approvals} approvals`;
  return [
    `${count} by ${circleText(approve)}${fourEyes ? ', not by who asks' : ''}`,
    ...(autoApprove ? ['none for low risk outside production'] : []),
    ...(windows ? [`only within ${windows.join(' or ')}`] : []),
  ].join('; ');
}

function circleText(circle: Circle): string {
  if (typeof circle === 'string') return `its ${circle}`;
  return circle.length === 1 ? 'whom the rule names' : `one of the ${circle.length} that the rule names`;
}
