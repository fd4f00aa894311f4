import type { Cluster } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { z } from 'zod';
import { UpstreamError } from '../errors.ts';

/** Whom to be: with an Entra token of the bot's identity, or with what the kubeconfig holds. */
export interface KubernetesUser {
  entra: boolean;
  token?: string;
  /** Base64, as in the kubeconfig. */
  certificate?: { cert: string; key: string };
}

const Kubeconfig = z.object({
  'current-context': z.string(),
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) })),
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string().optional() }),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      user: z.object({
        token: z.string().optional(),
        'client-certificate-data': z.string().optional(),
        'client-key-data': z.string().optional(),
        exec: z.unknown().optional(),
        'auth-provider': z.unknown().optional(),
      }),
    }),
  ),
});

/**
 * The current context of a kubeconfig that came from elsewhere. Nothing of it is run, and no path of it is opened:
 * an exec command or a sign-in plug-in only tells that an Entra token is wanted. Throws UpstreamError 'malformed'.
 */
export function currentContext(text: string, target: string): { cluster: Cluster; user: KubernetesUser } {
  const config = read(text, target);
  const context = config.contexts.find(({ name }) => name === config['current-context'])?.context;
  const named = config.clusters.find(({ name }) => name === context?.cluster);
  const user = config.users.find(({ name }) => name === context?.user)?.user;
  if (!named || !user) throw malformed('gave a kubeconfig without a current context', target);

  const { server, 'certificate-authority-data': caData } = named.cluster;
  const { token, 'client-certificate-data': cert, 'client-key-data': key } = user;
  const plugIn = user.exec !== undefined || user['auth-provider'] !== undefined;
  return {
    cluster: { name: named.name, server, skipTLSVerify: false, ...(caData && { caData }) },
    user: {
      entra: plugIn || !(token || cert),
      ...(!plugIn && token && { token }),
      ...(!plugIn && cert && key && { certificate: { cert, key } }),
    },
  };
}

function read(text: string, target: string): z.infer<typeof Kubeconfig> {
  try {
    return Kubeconfig.parse(parse(text));
  } catch (error) {
    // Without the cause: it may quote the text, and that holds keys.
    throw malformed(`gave a kubeconfig that is not understood (${(error as Error).name})`, target);
  }
}

function malformed(message: string, target: string): UpstreamError {
  return new UpstreamError('Kubernetes API', 'malformed', message, { target });
}
