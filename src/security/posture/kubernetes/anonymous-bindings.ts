import { bindingCheck } from './binding-check.ts';

const everybody = new Set([
  'system:anonymous',
  'system:unauthenticated',
  'system:authenticated',
  'system:serviceaccounts',
]);

/** No right is given to callers of whom it is not known who they are, or to everybody who has any account. */
export const anonymousBindings = bindingCheck({
  code: 'anonymous-bindings',
  title: 'Everybody and anybody has no role',
  severity: 'High',
  offends: ({ kind, name }) => kind !== 'ServiceAccount' && everybody.has(name),
  good: 'No role is given to anonymous callers or to everybody who can log in.',
  does: 'gives a role to anonymous callers or to everybody who can log in',
  do: 'give a role to anonymous callers or to everybody who can log in',
  step: 'Name the groups that need the role, then remove the binding.',
});
