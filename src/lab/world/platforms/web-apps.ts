import type { ArmBody } from '../graph/graph-row.ts';
import { bodyOn, type Ground } from './ground.ts';

interface WebApp {
  name: string;
  kind: string;
  owner?: string;
  /** "DOCKER|nginx:latest". */
  linuxFxVersion: string;
  httpsOnly?: boolean;
  minTlsVersion?: string;
  remoteDebugging?: boolean;
  identity?: boolean;
}

/** Web Apps with their settings: of containers from the company's registry, from a public one, of several, and one without any. */
export function webApps(ground: Ground): ArmBody[] {
  const { registry, suffix } = ground;
  const apps: WebApp[] = [
    {
      name: `contoso-portal-${suffix}`,
      kind: 'app,linux,container',
      owner: 'team-shop',
      linuxFxVersion: `DOCKER|${registry}/storefront:5.1.4`,
      identity: true,
    },
    {
      name: `contoso-wiki-${suffix}`,
      kind: 'app,linux,container',
      owner: 'team-insight',
      linuxFxVersion: 'DOCKER|requarks/wiki:latest',
      httpsOnly: false,
      minTlsVersion: '1.0',
      remoteDebugging: true,
    },
    { name: `contoso-sidecars-${suffix}`, kind: 'app,linux,container', linuxFxVersion: 'SITECONTAINERS' },
    { name: `contoso-forms-${suffix}`, kind: 'app,linux', linuxFxVersion: 'NODE|22-lts' },
  ];
  return apps.flatMap((app) => [siteOf(ground, app), settingsOf(ground, app)]);
}

/** Resource Graph tells the image of a site among its site properties; the settings of a site are null there. */
function siteOf(ground: Ground, { name, kind, owner, linuxFxVersion, httpsOnly = true }: WebApp): ArmBody {
  return bodyOn(ground, {
    type: 'Microsoft.Web/sites',
    group: 'rg-web',
    properties: {
      state: 'Running',
      enabled: true,
      reserved: true,
      httpsOnly,
      defaultHostName: `${name}.azurewebsites.net`,
      hostNames: [`${name}.azurewebsites.net`],
      publicNetworkAccess: 'Enabled',
      siteConfig: { numberOfWorkers: 1, linuxFxVersion: '', minTlsVersion: null, ftpsState: null },
      siteProperties: {
        metadata: null,
        properties: [
          { name: 'LinuxFxVersion', value: linuxFxVersion },
          { name: 'WindowsFxVersion', value: null },
        ],
        appSettings: null,
      },
      sku: 'PremiumV3',
    },
    ...{ name, kind, owner },
  });
}

/** The row of appserviceresources that belongs to a site; its names begin with capitals. */
function settingsOf(ground: Ground, app: WebApp): ArmBody {
  return bodyOn(ground, {
    type: 'Microsoft.Web/sites/config',
    name: `${app.name}/web`,
    group: 'rg-web',
    properties: {
      LinuxFxVersion: app.linuxFxVersion,
      MinTlsVersion: app.minTlsVersion ?? '1.2',
      FtpsState: 'FtpsOnly',
      RemoteDebuggingEnabled: app.remoteDebugging ?? false,
      AcrUseManagedIdentityCreds: app.identity ?? false,
      Http20Enabled: false,
    },
  });
}
