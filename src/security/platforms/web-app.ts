import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Gap } from '../../model/gap.ts';
import type { Risk } from '../../model/inventory.ts';
import { imageRisks } from '../inventory/image-risks.ts';
import { definePlatform } from '../inventory/platform.ts';
import type { SiteSettings } from '../inventory/surroundings.ts';

const Property = z.object({ name: z.string().nullish(), value: z.string().nullish() });

/** Web Apps, slots and functions that run from images. Their image stands in one of four places, which Resource Graph does not always fill. */
export const webApp = definePlatform({
  name: 'Web App for Containers',
  words: ['web app', 'web apps', 'webapp', 'webapps', 'app service', 'web app for containers', 'sites'],
  types: ['microsoft.web/sites', 'microsoft.web/sites/slots'],
  only: graphKql`(kind has 'container' or tostring(properties.siteProperties.properties) has_any ('DOCKER', 'COMPOSE', 'SITECONTAINERS') or tostring(properties.siteConfig.linuxFxVersion) has_any ('DOCKER', 'COMPOSE', 'SITECONTAINERS'))`,
  fields: graphKql`'site', properties.siteProperties.properties, 'linux', properties.siteConfig.linuxFxVersion, 'windows', properties.siteConfig.windowsFxVersion, 'https', properties.httpsOnly, 'state', properties.state`,
  row: z.object({
    site: z.array(Property).nullish(),
    linux: z.string().nullish(),
    windows: z.string().nullish(),
    https: z.boolean().nullish(),
    state: z.string().nullish(),
  }),
  tell(it, { id, name }, { registries, sites }) {
    const settings = sites.get(id.toLowerCase());
    const named = (wanted: string) => it.site?.find((one) => one.name?.toLowerCase() === wanted)?.value ?? undefined;
    const told = [named('linuxfxversion'), named('windowsfxversion'), it.linux, it.windows, settings?.runtime];
    const runtime = told.find((text) => text) ?? undefined;
    const images = imagesOf(runtime ?? '');
    const risks: Risk[] = [...imageRisks(images, registries), ...settingsRisks(settings)];
    if (it.https !== true)
      risks.push({
        ...{ code: 'plain-http', level: 'Medium' },
        reason: 'Answers plain HTTP',
        next: 'Turn HTTPS only on',
      });
    if (runtime?.startsWith('COMPOSE|'))
      risks.push({
        ...{ code: 'compose', level: 'Low' },
        reason: 'Runs several containers by Docker Compose, which App Service is retiring',
        next: 'Move to sidecar containers',
      });
    const gaps: Gap[] = images.length > 0 ? [] : [unknownImage(name, runtime)];
    return { count: it.state && it.state !== 'Running' ? it.state.toLowerCase() : undefined, images, risks, gaps };
  },
});

/** "DOCKER|nginx:latest", "COMPOSE|<base64 of a compose file>"; sidecars are not told. */
function imagesOf(runtime: string): string[] {
  const [kind = '', rest = ''] = [runtime.slice(0, runtime.indexOf('|')), runtime.slice(runtime.indexOf('|') + 1)];
  if (kind.toUpperCase() === 'DOCKER') return rest === '' ? [] : [rest];
  if (kind.toUpperCase() !== 'COMPOSE') return [];
  const file = Buffer.from(rest, 'base64').toString('utf8').slice(0, 20_000);
  return [...file.matchAll(/^\s{1,20}image:\s*["']?([^\s"'#]{1,300})/gm)].flatMap(([, image]) => image ?? []);
}

function settingsRisks(it: SiteSettings | undefined): Risk[] {
  const risks: Risk[] = [];
  if (it?.minTls === '1.0' || it?.minTls === '1.1')
    risks.push({
      ...{ code: 'old-tls', level: 'Medium' },
      reason: `Takes TLS ${it.minTls}`,
      next: 'Set the minimum TLS version to 1.2',
    });
  if (it?.remoteDebugging)
    risks.push({
      ...{ code: 'remote-debugging', level: 'Medium' },
      reason: 'Remote debugging is on',
      next: 'Turn it off',
    });
  if (it?.ftps.toLowerCase() === 'allallowed')
    risks.push({ ...{ code: 'ftp', level: 'Low' }, reason: 'Takes plain FTP', next: 'Set FTP to FTPS only, or off' });
  return risks;
}

function unknownImage(name: string, runtime: string | undefined): Gap {
  const isSidecars = runtime?.toUpperCase().startsWith('SITECONTAINERS');
  return {
    what: `images of ${name}`,
    service: 'Resource Graph',
    why: isSidecars
      ? 'Resource Graph has no sidecar containers.'
      : 'Resource Graph did not give the runtime of the Web App.',
    next: 'Look at its Deployment Center in the portal.',
  };
}
