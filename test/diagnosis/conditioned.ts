import { type Facts, nodeOf } from './cluster.ts';

/** The node node-1 with this condition Ready. */
export function conditioned(status: string, message: string): Facts {
  const [node] = nodeOf('node-1').nodes ?? [];
  return node ? { nodes: [{ ...node, status: { conditions: [{ type: 'Ready', status, message }] } }] } : {};
}
