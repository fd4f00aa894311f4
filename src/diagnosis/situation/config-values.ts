import type { V1Container } from '@kubernetes/client-node';
import type { Workload } from './workload.ts';

/** Data of ConfigMaps, by "namespace/name". */
export type ConfigData = ReadonlyMap<string, Record<string, string>>;

/** A text that configures a container, and where it is written. */
export interface ConfigValue {
  where: string;
  /** Verbatim: a variable's value, an argument, a line of a file. */
  value: string;
  /** The same with its placeholders filled in: "${CART_HOST:cart}" is cart unless a variable says otherwise. */
  filled: string;
  /** Name of the variable. */
  variable?: string;
  /** Whether it is a line of a file, where words may be prose. */
  isLine: boolean;
}

/** Longer files are data, not configuration. */
const longestFile = 200_000;
const longestLine = 2_000;
const placeholder = /\$\{([A-Za-z0-9_.-]{1,100}):?-?([^{}]{0,300})\}/g;

/** What a workload is configured with: variables, arguments, and ConfigMaps that it refers to or mounts. */
export function configOf(workload: Workload, maps: ConfigData): ConfigValue[] {
  const { containers = [], initContainers = [] } = workload.template.spec ?? {};
  return [...initContainers, ...containers].flatMap((container) => {
    const variables = variablesOf(container, workload.namespace, maps);
    const known = new Map(variables.flatMap(({ variable, value }) => (variable ? [[variable, value] as const] : [])));
    const fill = (text: string) =>
      text.replace(placeholder, (_, name: string, otherwise: string) => known.get(variableFor(name)) ?? otherwise);
    const args = [...(container.command ?? []), ...(container.args ?? [])].map((value) => ({
      where: `arguments of container ${container.name}`,
      value,
    }));
    const all = [
      ...variables.map((it) => ({ ...it, isLine: false })),
      ...args.map((it) => ({ ...it, isLine: it.value.includes('\n') })),
      ...mountedLines(container, workload, maps).map((it) => ({ ...it, isLine: true })),
    ];
    return all.map((it) => ({ ...it, filled: it.value.includes('${') ? fill(it.value) : it.value }));
  });
}

/** Spring reads the property cart.host from the variable CART_HOST as well. */
function variableFor(name: string): string {
  return name.includes('.') ? name.replaceAll(/[.-]/g, '_').toUpperCase() : name;
}

function variablesOf(container: V1Container, namespace: string, maps: ConfigData) {
  return [
    ...(container.envFrom ?? []).flatMap(({ configMapRef, prefix = '' }) =>
      Object.entries(maps.get(`${namespace}/${configMapRef?.name}`) ?? {}).map(([key, value]) => ({
        where: `${key} of ConfigMap ${configMapRef?.name}, for container ${container.name}`,
        value,
        variable: prefix + key,
      })),
    ),
    ...(container.env ?? []).flatMap(({ name, value, valueFrom }) => {
      const { name: map, key } = valueFrom?.configMapKeyRef ?? {};
      const text = value ?? (map && key ? maps.get(`${namespace}/${map}`)?.[key] : undefined);
      return text ? [{ where: `variable ${name} of container ${container.name}`, value: text, variable: name }] : [];
    }),
  ];
}

/** The files that a container mounts from ConfigMaps, line by line; comments left out. */
function mountedLines({ volumeMounts = [] }: V1Container, { namespace, template }: Workload, maps: ConfigData) {
  return volumeMounts.flatMap(({ name, subPath }) => {
    const volume = template.spec?.volumes?.find((it) => it.name === name);
    const sources = [volume?.configMap, ...(volume?.projected?.sources ?? []).map(({ configMap }) => configMap)];
    return sources.flatMap((source) => {
      if (!source?.name) return [];
      const data = maps.get(`${namespace}/${source.name}`) ?? {};
      const items = source.items?.map(({ key }) => key) ?? Object.keys(data);
      const keys = subPath && subPath in data ? [subPath] : items;
      return keys.flatMap((key) => linesOf(key, data[key] ?? '', source.name ?? ''));
    });
  });
}

function linesOf(key: string, text: string, map: string) {
  if (text.length > longestFile || text.startsWith('-----BEGIN')) return [];
  return text.split(/\r?\n/).flatMap((line, index) => {
    const isComment = /^\s*(?:#|\/\/|;)/.test(line);
    if (isComment || line.length > longestLine || !/\S/.test(line)) return [];
    return [{ where: `${key} of ConfigMap ${map}, line ${index + 1}`, value: line }];
  });
}
