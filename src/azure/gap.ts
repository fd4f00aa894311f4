import type { UpstreamError } from '../errors.ts';
import type { Gap } from '../model/gap.ts';
import type { ServiceName } from '../model/origin.ts';

/** What could not be read (a noun phrase), why, and what to do about it: role and scope where one is missing. */
export function gapOf(error: UpstreamError, what: string): Gap {
  return { what, service: error.service, why: `${why(error)}.`, next: `${next(error)}.` };
}

function why({ service, message }: UpstreamError): string {
  return `${service} ${message}`;
}

function next(error: UpstreamError): string {
  switch (error.reason) {
    case 'unauthorized':
      if (error.status === undefined) return 'Give the bot a managed identity, or check the one that it has';
      return `Check that the bot's identity exists in the tenant of ${error.target ?? 'the resource'}, and grant it ${roleOf(error)}`;
    case 'forbidden':
      return `Grant the bot's identity ${roleOf(error)} on ${scopeOf(error)}`;
    case 'not-found':
      return `Check that ${error.target ?? 'it'} still exists, and that the bot's identity may see it (${roles[error.service]})`;
    case 'throttled':
      return `Ask again in ${seconds(error.retryAfterMs)}`;
    case 'unavailable':
      return `Ask again in a minute; see the Azure status page if it stays so`;
    case 'timeout':
      return error.service === 'Log Analytics' ? 'Ask again, or for a shorter time' : 'Ask again in a minute';
    case 'unreachable':
      return error.service === 'Kubernetes API'
        ? 'Let the bot reach the API server: a private cluster or authorized ranges need it in their network'
        : "Check the bot's way out: DNS, proxy and firewall";
    case 'conflict':
      return 'Look at it as it is now, and propose the change again';
    case 'locked':
      return `Ask who locked ${error.target ?? 'it'}, and have the lock removed first`;
    case 'refused':
    case 'malformed':
      return `Report it with the time: the bot and ${error.service} do not understand each other`;
  }
}

const roles: Record<ServiceName, string> = {
  'Log Analytics': 'Log Analytics Reader',
  'Resource Graph': 'Reader',
  AKS: 'Reader',
  'Defender for Cloud': 'Security Reader',
  'Azure Monitor': 'Monitoring Contributor, or a role with Microsoft.AlertsManagement/alerts/changestate/action,',
  'Azure Resource Manager': 'Reader',
  'Activity Log': 'Reader',
  'Logs Ingestion': 'Monitoring Metrics Publisher',
  'Container Registry': 'AcrPull, or Container Registry Repository Reader where the registry uses ABAC',
  'Kubernetes API': 'Azure Kubernetes Service Cluster User Role and Azure Kubernetes Service RBAC Reader',
  Prometheus: 'Monitoring Data Reader',
  'Microsoft Graph':
    'the application permissions GroupMember.Read.All and User.ReadBasic.All (User.Read.All where the tenant asks for it)',
  Teams: 'access to Teams',
};

const scopes: Record<ServiceName, string> = {
  'Log Analytics': 'the workspace',
  'Resource Graph': 'the subscriptions',
  AKS: 'the cluster',
  'Defender for Cloud': 'the subscription',
  'Azure Monitor': 'the subscription of the alert',
  'Azure Resource Manager': 'the resource',
  'Activity Log': 'the subscription',
  'Logs Ingestion': 'the data collection rule',
  'Container Registry': 'the registry',
  'Kubernetes API': 'the cluster',
  Prometheus: 'the Azure Monitor workspace',
  'Microsoft Graph': 'Microsoft Graph',
  Teams: 'the team',
};

function roleOf({ role, service }: UpstreamError): string {
  return role ?? roles[service];
}

function scopeOf({ service, target }: UpstreamError): string {
  return target ?? scopes[service];
}

function seconds(ms: number | undefined): string {
  if (ms === undefined) return 'a minute';
  const whole = Math.max(1, Math.ceil(ms / 1000));
  return whole === 1 ? '1 second' : `${whole} seconds`;
}
