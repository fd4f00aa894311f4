import { z } from 'zod';
import { commandOutput, commandText, cutShort } from './command-output.ts';
import type { KubernetesKinds } from './kubernetes.ts';
import { withDates } from './kubernetes-dates.ts';
import { withoutBulk } from './without-bulk.ts';

const Item = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) });
const List = z.object({ items: z.array(Item) });

/** What `kubectl get a,b -o json` said, by kind. Throws UpstreamError when it failed, or was cut: half a list would tell of things that are missing and are not. */
export function commandItems(
  result: unknown,
  kinds: ReadonlySet<keyof KubernetesKinds>,
  target: string,
): Map<keyof KubernetesKinds, object[]> {
  const text = commandText(result, target);
  const list = List.safeParse(json(text));
  if (!list.success) throw cutShort(text, target);
  const byKind = Map.groupBy(list.data.items, ({ kind }) => kind.toLowerCase());
  return new Map(
    [...kinds].map((kind) => [kind, (byKind.get(singular(kind)) ?? []).map((it) => withDates(withoutBulk(it)))]),
  );
}

/** What `kubectl get kind name -o json` said; undefined when there is no such object. Throws UpstreamError when it failed, or was cut. */
export function commandObject(result: unknown, target: string): object | undefined {
  const { exitCode, text: said } = commandOutput(result, target);
  if (exitCode !== 0 && /\(NotFound\)/.test(said)) return undefined;
  const text = commandText(result, target);
  const item = Item.safeParse(json(text));
  if (!item.success) throw cutShort(text, target);
  return withDates(withoutBulk(item.data));
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
