/** An amount of a resource as a person writes it: "1.5 CPU", "300 MiB", "2 nvidia.com/gpu". */
export function amount(resource: string, value: number): string {
  if (resource === 'cpu') return `${round(value)} CPU`;
  if (resource === 'pods') return `${round(value)} pods`;
  const isBytes = /memory|storage|hugepages/.test(resource);
  if (!isBytes) return `${round(value)} ${resource}`;
  const size = value >= 10 * 2 ** 30 ? `${round(value / 2 ** 30)} GiB` : `${Math.round(value / 2 ** 20)} MiB`;
  return resource === 'memory' ? `${size} memory` : `${size} ${resource}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
