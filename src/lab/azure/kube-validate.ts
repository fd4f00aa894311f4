import { mebibytesOf, millicoresOf } from '../world/changes/quantity.ts';
import type { WiredContainer, WiredTemplate } from '../world/changes/read-template.ts';
import type { KubeObject } from '../world/kubernetes/metadata.ts';

/** One field that the API server does not accept, and why, in its words. */
export interface Fault {
  field: string;
  message: string;
}

interface Spec {
  replicas?: unknown;
  selector?: { matchLabels?: Record<string, string> };
  template?: WiredTemplate;
}

/** What an object may not become. */
export function faultsOf(kind: string, before: KubeObject, after: KubeObject): Fault[] {
  const [was, is] = [before.spec as Spec | undefined, after.spec as Spec | undefined];
  const faults: Fault[] = labels(after);
  if (kind === 'Pod' && JSON.stringify(was) !== JSON.stringify(is))
    faults.push({
      field: 'spec',
      message: 'Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
    });
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)) return faults;
  const { replicas, selector, template } = is ?? {};
  if (replicas !== undefined && !(Number.isSafeInteger(replicas) && Number(replicas) >= 0))
    faults.push({
      field: 'spec.replicas',
      message: `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`,
    });
  if (JSON.stringify(selector) !== JSON.stringify(was?.selector))
    faults.push({ field: 'spec.selector', message: `Invalid value: ${JSON.stringify(selector)}: field is immutable` });
  const own = template?.metadata?.labels ?? {};
  if (Object.entries(selector?.matchLabels ?? {}).some(([key, value]) => own[key] !== value))
    faults.push({
      field: 'spec.template.metadata.labels',
      message: `Invalid value: ${JSON.stringify(own)}: \`selector\` does not match template \`labels\``,
    });
  const containers = template?.spec.containers ?? [];
  if (containers.length === 0) faults.push({ field: 'spec.template.spec.containers', message: 'Required value' });
  for (const [index, it] of containers.entries())
    faults.push(...container(it, `spec.template.spec.containers[${index}]`));
  return faults;
}

function container({ image, resources }: WiredContainer, field: string): Fault[] {
  const faults: Fault[] = [];
  if (typeof image !== 'string' || image.trim() === '')
    faults.push({ field: `${field}.image`, message: 'Required value' });
  for (const [name, parse] of [
    ['memory', mebibytesOf],
    ['cpu', millicoresOf],
  ] as const) {
    const [limit, request] = [resources?.limits?.[name], resources?.requests?.[name]];
    for (const [part, value] of [
      ['limits', limit],
      ['requests', request],
    ] as const)
      if (value !== undefined && parse(value) === undefined)
        faults.push({
          field: `${field}.resources.${part}[${name}]`,
          message: `Invalid value: "${value}": quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
        });
    if (limit !== undefined && request !== undefined && (parse(request) ?? 0) > (parse(limit) ?? 0))
      faults.push({
        field: `${field}.resources.requests`,
        message: `Invalid value: "${request}": must be less than or equal to ${name} limit of ${limit}`,
      });
  }
  return faults;
}

function labels({ metadata }: KubeObject): Fault[] {
  const bad = Object.values(metadata.labels ?? {}).find((it) => !/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/.test(it));
  return bad === undefined
    ? []
    : [
        {
          field: 'metadata.labels',
          message: `Invalid value: "${bad}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.'`,
        },
      ];
}
