import { complaintsIn } from '../logs/complaints.ts';
import { quoteField, quoteLine } from '../quote.ts';
import { type Misroute, misroutesIn } from '../routing/misroutes.ts';
import { routeEntries } from '../routing/route-entries.ts';
import { defineRule } from '../rule.ts';
import { configOf } from '../situation/config-values.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

/** A gateway sends a path to the wrong Service, to a port that it does not have, or to a name that no Service has. */
export const gatewayRouteWrong = defineRule({
  code: 'gateway-route-wrong',
  explains: ['Unreachable', 'Failing'],
  needs: ['services', 'configMaps', 'pods'],
  wants: [...situationFacts, 'containerLogs'],
  judge(evidence, subject) {
    const { workloads, routes } = situationOf(evidence);
    const maps = new Map(
      evidence.configMaps.value.map((it) => [`${it.metadata?.namespace}/${it.metadata?.name}`, it.data ?? {}]),
    );
    const byNamespace = Map.groupBy(routes, ({ namespace }) => namespace);
    return workloads.flatMap((gateway) => {
      const lines = configOf(gateway, maps).filter(({ isLine }) => isLine);
      if (lines.length === 0) return [];
      const entries = routeEntries(lines);
      // One or two addresses of a client are no routing table.
      if (entries.length < 3) return [];
      const services = new Map((byNamespace.get(gateway.namespace) ?? []).map((it) => [it.name, it]));
      const misroutes = misroutesIn(entries, services);
      // A table may list what was never deployed here: several such routes are how it came, not what broke.
      const unmeant = misroutes.filter(({ why, meant }) => why === 'no-such-service' && !meant).length;
      return misroutes.flatMap((found) => {
        const { entry, why } = found;
        const meant = found.meant ?? services.get(reportedBeside(entry.path, subject.report, services) ?? '');
        const misroute: Misroute = { ...found, ...(meant && { meant }) };
        const blamed: Workload = meant?.meantFor[0] ?? meant?.workloads[0] ?? gateway;
        const complaint = complaintsIn(evidence).find(
          (it) => it.workload === gateway && it.addresses.some(({ host }) => host === entry.host.toLowerCase()),
        );
        const isReported = subject.report?.includes(stem(entry.path)) ?? false;
        if (why === 'no-such-service' && !meant && unmeant > 1 && !complaint && !isReported) return [];
        return {
          code: 'gateway-route-wrong',
          about: { kind: blamed.kind, namespace: blamed.namespace, name: blamed.name },
          confidence: confidenceOf(misroute, complaint !== undefined, isReported),
          sentence: `${gateway.name} sends ${entry.path} to ${entry.host}${entry.port === undefined ? '' : `:${entry.port}`}, ${whyNot(misroute)}.`,
          quotes: [
            quoteField(entry.value, entry.where),
            ...(complaint ? [quoteLine(complaint.line, complaint.log)] : []),
          ],
          suggestions: [{ text: stepFor(misroute) }],
        };
      });
    });
  },
});

function confidenceOf({ why, isLeftOut, meant }: Misroute, isTold: boolean, isReported: boolean): number {
  const told = isTold || isReported ? 0.05 : 0;
  if (why === 'another-service') return (isLeftOut ? 0.9 : 0.6) + told;
  if (why === 'no-such-port') return 0.85 + told;
  return isTold || isReported ? 0.95 : isLeftOut || meant ? 0.85 : 0.4;
}

function whyNot({ why, meant, entry }: Misroute): string {
  if (why === 'another-service') return `though the path belongs to ${meant?.name}`;
  const ports = (meant?.service.spec?.ports ?? []).map(({ port }) => port).join(', ');
  if (why === 'no-such-port') return `but Service ${entry.host} has port ${ports}`;
  return `but there is no such Service${meant ? `; the path belongs to ${meant.name}` : ''}`;
}

function stepFor({ why, meant, entry }: Misroute): string {
  if (why === 'no-such-port') return `Correct the port of the route for ${entry.path} (${entry.where}).`;
  return `Point the route for ${entry.path} (${entry.where}) at ${meant?.name ?? 'the Service that serves it'}, and restart the gateway if it reads its routes at start.`;
}

/** The Service that a report names last before it names an address under the path: "order: GET /api/orders/7 failed". */
function reportedBeside(path: string, report: string | undefined, services: ReadonlyMap<string, unknown>) {
  const at = report?.indexOf(stem(path)) ?? -1;
  const words =
    at < 0 ? [] : (report?.slice(Math.max(0, at - 300), at).match(/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/g) ?? []);
  return words.findLast((it) => services.has(it));
}

/** A path without its wildcards, as a URL in a report begins. */
function stem(path: string): string {
  return path.replace(/\/?[*{].*$/, '') || path;
}
