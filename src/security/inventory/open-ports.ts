import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((it) => it ?? '');
const texts = z
  .array(z.string())
  .nullish()
  .transform((it) => it ?? []);

/** A rule of a network security group, as much of it as tells who may come in where. */
export const SecurityRule = z
  .object({
    name: text,
    properties: z.object({
      ...{ priority: z.number(), access: text, direction: text, protocol: text },
      ...{ sourceAddressPrefix: text, sourceAddressPrefixes: texts },
      ...{ destinationPortRange: text, destinationPortRanges: texts },
    }),
  })
  .transform(({ name, properties: it }) => ({
    name,
    ...{ priority: it.priority, allows: it.access.toLowerCase() === 'allow' },
    isInbound: it.direction.toLowerCase() === 'inbound',
    isTcp: ['*', 'tcp', ''].includes(it.protocol.toLowerCase()),
    sources: [it.sourceAddressPrefix, ...it.sourceAddressPrefixes].filter((source) => source !== ''),
    ports: [it.destinationPortRange, ...it.destinationPortRanges].filter((port) => port !== ''),
  }));

/** The same, read. */
export type SecurityRule = z.infer<typeof SecurityRule>;

const anybody = new Set(['*', 'internet', 'any', '0.0.0.0/0', '::/0']);

/** The rule that lets the whole Internet in at a port over TCP; undefined where none does: the last word of a group is no. */
export function openedBy(rules: readonly SecurityRule[], port: number): SecurityRule | undefined {
  const [first] = rules
    .filter((it) => it.isInbound && it.isTcp && it.ports.some((range) => covers(range, port)))
    .filter(({ sources }) => sources.some((source) => anybody.has(source.toLowerCase())))
    .sort((a, b) => a.priority - b.priority);
  return first?.allows ? first : undefined;
}

/** "2376", "2300-2400", "*". */
function covers(range: string, port: number): boolean {
  if (range === '*') return true;
  const [from = Number.NaN, to = from] = range.split('-').map(Number);
  return from <= port && port <= to;
}
