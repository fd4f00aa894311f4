import type { V1Container, V1PodTemplateSpec } from '@kubernetes/client-node';

/** One difference between two pod templates; `from` and `to` only where they may be shown. */
export interface TemplateChange {
  what:
    | 'image'
    | 'variables'
    | 'resources'
    | 'probe'
    | 'command'
    | 'ports'
    | 'mounts'
    | 'placement'
    | 'account'
    | 'container';
  /** For a person: "image contoso.azurecr.io/cart:1.0 -> 1.1", "variables DB_HOST of container cart". */
  text: string;
  from?: string;
  to?: string;
}

/** What differs between a revision and the one before it, most telling first; values of variables are never shown. */
export function templateChanges(before: V1PodTemplateSpec, after: V1PodTemplateSpec): TemplateChange[] {
  const [was, is] = [before.spec, after.spec];
  const all = (spec: typeof was) => [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const old = new Map(all(was).map((it) => [it.name, it]));
  const changes = all(is).flatMap((container) => {
    const previous = old.get(container.name);
    old.delete(container.name);
    return previous
      ? containerChanges(previous, container)
      : [{ what: 'container' as const, text: `container ${container.name} is new` }];
  });
  const gone = [...old.keys()].map((name) => ({ what: 'container' as const, text: `container ${name} is gone` }));
  const place = (spec: typeof was) => [spec?.nodeSelector, spec?.affinity, spec?.tolerations, spec?.nodeName];
  return [
    ...changes,
    ...gone,
    ...(differ(place(was), place(is)) ? [{ what: 'placement' as const, text: 'where it may be placed' }] : []),
    ...(was?.serviceAccountName !== is?.serviceAccountName
      ? [changed('account', 'service account', was?.serviceAccountName, is?.serviceAccountName)]
      : []),
    ...(differ(was?.volumes, is?.volumes) ? [{ what: 'mounts' as const, text: 'its volumes' }] : []),
  ];
}

function containerChanges(was: V1Container, is: V1Container): TemplateChange[] {
  const of = `of container ${is.name}`;
  const variables = variableNames(was, is);
  const simple = (what: TemplateChange['what'], text: string, a: unknown, b: unknown): TemplateChange[] =>
    differ(a, b) ? [{ what, text: `${text} ${of}` }] : [];
  return [
    ...(was.image !== is.image ? [changed('image', `image ${of}`, was.image, is.image)] : []),
    ...simple('command', 'the command', [was.command, was.args], [is.command, is.args]),
    ...(variables.length > 0 ? [{ what: 'variables' as const, text: `variables ${variables.join(', ')} ${of}` }] : []),
    ...resourceChanges(was, is, of),
    ...simple('probe', 'the liveness probe', was.livenessProbe, is.livenessProbe),
    ...simple('probe', 'the readiness probe', was.readinessProbe, is.readinessProbe),
    ...simple('probe', 'the startup probe', was.startupProbe, is.startupProbe),
    ...simple('ports', 'the ports', was.ports, is.ports),
    ...simple('mounts', 'the mounts', was.volumeMounts, is.volumeMounts),
  ];
}

function variableNames(was: V1Container, is: V1Container): string[] {
  const old = new Map((was.env ?? []).map((it) => [it.name, it]));
  const now = new Map((is.env ?? []).map((it) => [it.name, it]));
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => differ(old.get(name), now.get(name)));
  return differ(was.envFrom, is.envFrom) ? [...names, '(from a ConfigMap or Secret)'] : names;
}

function resourceChanges(was: V1Container, is: V1Container, of: string): TemplateChange[] {
  return (['limits', 'requests'] as const).flatMap((kind) =>
    ['memory', 'cpu'].flatMap((name) => {
      const [a, b] = [was.resources?.[kind]?.[name], is.resources?.[kind]?.[name]];
      return a === b ? [] : [changed('resources', `${name} ${kind === 'limits' ? 'limit' : 'request'} ${of}`, a, b)];
    }),
  );
}

function changed(what: TemplateChange['what'], text: string, from?: string, to?: string): TemplateChange {
  return {
    what,
    text: `${text}: ${from ?? '(none)'} -> ${to ?? '(none)'}`,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** By what they hold: the API may give the same object with its keys in another order. */
function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, it]) => [key, sorted(it)]),
  );
}
