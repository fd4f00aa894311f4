import type { NamedEntity } from '../../model/security-alert.ts';
import { caseBlind } from '../reading/case-blind.ts';
import { oneLine } from '../reading/one-line.ts';
import { textOf } from '../reading/text-of.ts';
import type { Entity } from './entities.ts';

/** More of them nobody reads. */
const most = 24;

/** Kinds of entities as they are written, letters and digits only, and what a person calls them. */
const kinds: Readonly<Record<string, string>> = {
  k8spod: 'Pod',
  k8sdeployment: 'Deployment',
  k8sstatefulset: 'StatefulSet',
  k8sdaemonset: 'DaemonSet',
  k8sreplicaset: 'ReplicaSet',
  k8sjob: 'Job',
  k8scronjob: 'CronJob',
  k8scontroller: 'Controller',
  k8snamespace: 'Namespace',
  k8snode: 'Node',
  host: 'Host',
  k8sservice: 'Service',
  k8sserviceaccount: 'Service account',
  k8srole: 'Role',
  k8sclusterrole: 'ClusterRole',
  k8srolebinding: 'RoleBinding',
  k8sclusterrolebinding: 'ClusterRoleBinding',
  container: 'Container',
  containerimage: 'Image',
  containerregistry: 'Registry',
  account: 'User',
  ip: 'Address',
  dns: 'Domain',
  url: 'URL',
  process: 'Process',
  file: 'File',
  filehash: 'Hash',
  malware: 'Malware',
};

/** The things that an alert names, each once; its cluster is told otherwise. Values are untrusted and on one line each. */
export function namedEntities(entities: readonly Entity[]): NamedEntity[] {
  const found = new Map<string, NamedEntity>();
  for (const { type, field } of entities) {
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    const name = kind === undefined ? undefined : nameOf(type, field);
    if (kind === undefined || name === undefined) continue;
    found.set(`${kind} ${name}`, { kind, name: oneLine(name, 300) });
    if (found.size === most) break;
  }
  return [...found.values()];
}

function nameOf(type: string, field: Entity['field']): string | undefined {
  const of = (...names: string[]) => names.map((it) => textOf(field(it))).find((it) => it !== undefined);
  switch (type) {
    case 'ip':
      return of('Address');
    case 'dns':
      return of('DomainName', 'Name');
    case 'url':
      return of('Url');
    case 'process':
      return of('CommandLine', 'Name') ?? textOf(caseBlind(field('ImageFile'))('Name'));
    case 'containerimage':
      return of('ImageId', 'Name');
    case 'filehash':
      return of('Value');
    case 'host':
      return of('HostName', 'Name');
    case 'account': {
      const [name, domain] = [of('Name', 'DisplayName', 'AadUserId', 'Sid'), of('UPNSuffix')];
      return name && domain ? `${name}@${domain}` : name;
    }
    case 'file': {
      const [folder, name] = [of('Directory'), of('Name')];
      return folder && name ? `${folder.replace(/\/$/, '')}/${name}` : name;
    }
    default:
      return of('Name');
  }
}
