import type { AzureMoods, Mood } from '../page/azure-mood.ts';
import type { Api, Fault, Faults } from '../world/faults.ts';

const titles: Record<Api, string> = {
  arm: 'Azure Resource Manager',
  aks: 'Azure Kubernetes Service',
  'resource-graph': 'Resource Graph',
  'log-analytics': 'Log Analytics',
  prometheus: 'Managed Prometheus',
  kubernetes: 'Kubernetes API',
  defender: 'Defender for Cloud',
  registry: 'Container Registry',
  directory: 'Microsoft Graph',
  ingestion: 'Logs Ingestion',
};
const apis = Object.keys(titles) as Api[];

const faultOf: Record<Mood, Fault> = {
  ok: {},
  throttled: { status: 429, retryAfterSeconds: 20 },
  forbidden: { status: 403 },
  failing: { status: 500 },
  unavailable: { status: 503 },
  unreachable: { reset: true },
  hangs: { hang: true },
};

/** The faults of the fake Azure as the page shows and sets them. */
export function apiMoods(faults: Faults): AzureMoods {
  return {
    list: () =>
      apis.map((api) => {
        const fault = faults.of(api);
        return {
          api,
          title: titles[api],
          latencyMs: fault?.latencyMs ?? 0,
          mood: moodOf(fault),
          ...((fault?.match || fault?.times !== undefined) && { partly: true }),
        };
      }),
    set({ api, latencyMs, mood }) {
      const known = apis.find((it) => it === api);
      if (!known) return false;
      const quiet = mood === 'ok' && latencyMs === 0;
      faults.set(known, quiet ? undefined : { ...faultOf[mood], ...(latencyMs > 0 && { latencyMs }) });
      return true;
    },
    clear: () => faults.clear(),
  };
}

function moodOf(fault: Fault | undefined): Mood {
  if (!fault) return 'ok';
  if (fault.hang) return 'hangs';
  if (fault.reset) return 'unreachable';
  const { status } = fault;
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 503 || status === 504) return 'unavailable';
  return status === undefined ? 'ok' : 'failing';
}
