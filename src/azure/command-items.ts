import { z } from 'zod';
import { UpstreamError } from '../errors.ts';
import type { KubernetesKinds } from './kubernetes.ts';
import { withDates } from './kubernetes-dates.ts';
import { withoutBulk } from './without-bulk.ts';

const service = 'Kubernetes API';
const Result = z.object({ exitCode: z.number().nullish(), logs: z.string().nullish(), reason: z.string().nullish() });
const List = z.object({
  items: z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })),
});

/** What `kubectl get a,b -o json` said, by kind. Throws UpstreamError when it failed, or was cut: half a list would tell of things that are missing and are not. */
export function commandItems(
  result: unknown,
  kinds: ReadonlySet<keyof KubernetesKinds>,
  target: string,
): Map<keyof KubernetesKinds, object[]> {
  const { exitCode, logs } = Result.safeParse(result).data ?? {};
  if (exitCode !== 0) {
    const how = exitCode === undefined || exitCode === null ? 'did not end' : `ended with exit code ${exitCode}`;
    throw new UpstreamError(service, 'forbidden', `could not be reached, and a run command ${how}`, { target });
  }
  const list = List.safeParse(json(logs ?? ''));
  if (!list.success)
    throw new UpstreamError(
      service,
      'unreachable',
      `could not be reached, and Azure cut what a run command told after ${Math.round((logs ?? '').length / 1024)} KB`,
      { target },
    );
  const byKind = Map.groupBy(list.data.items, ({ kind }) => kind.toLowerCase());
  return new Map(
    [...kinds].map((kind) => [kind, (byKind.get(singular(kind)) ?? []).map((it) => withDates(withoutBulk(it)))]),
  );
}

/** "networkpolicies" as the API's objects call themselves, in lower case. */
function singular(plural: string): string {
  if (plural === 'endpoints') return plural;
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return plural.endsWith('sses') ? plural.slice(0, -2) : plural.slice(0, -1);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
