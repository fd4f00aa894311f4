import type { Call } from './call.ts';

/** What a request to ARM would do: the resource's id and the operation's name, as roles and the Activity Log have it. */
export function armOperationOf({ method, path }: Pick<Call, 'method' | 'path'>): {
  resourceId: string;
  operation: string;
} {
  const at = path.toLowerCase().lastIndexOf('/providers/');
  const [provider = '', ...parts] = at < 0 ? [] : path.slice(at + '/providers/'.length).split('/');
  // Types and names take turns; what is left over is an action, or the list of a type.
  const action = method === 'POST' && parts.length % 2 === 1 ? parts.pop() : undefined;
  const type = [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/');
  const verb = action ? `${action}/action` : method === 'DELETE' ? 'delete' : method === 'GET' ? 'read' : 'write';
  return { resourceId: action ? path.slice(0, -action.length - 1) : path, operation: `${type}/${verb}` };
}
