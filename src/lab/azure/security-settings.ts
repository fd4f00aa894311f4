import { keyCreatedAt, keyVaults, keyVersionOf } from '../world/graph/customer-keys.ts';
import { diagnosticSettingsOf } from '../world/graph/diagnostic-settings.ts';
import { armError } from './arm-error.ts';
import type { Answer, Call } from './call.ts';

const diagnostics = /^(\/subscriptions\/.+)\/providers\/microsoft\.insights\/diagnosticsettings$/i;
const tokens = /^(\/subscriptions\/.+\/registries\/[^/]+)\/tokens$/i;
const key = /^(\/subscriptions\/.+\/vaults\/[^/]+)\/keys\/([\w-]+)(?:\/versions\/(\w+))?$/i;
const dayMs = 86_400_000;

/** Settings that stand beside a resource: what it logs, tokens of a registry, keys of a vault. Undefined for anything else. */
export function securitySettings(call: Call): Answer | undefined {
  if (call.method !== 'GET') return undefined;
  const [, logged] = diagnostics.exec(call.path) ?? [];
  if (logged !== undefined) return diagnosticSettings(call, logged);
  const [, registry] = tokens.exec(call.path) ?? [];
  if (registry !== undefined) return registryTokens(call, registry);
  const [, vault = '', name, version] = key.exec(call.path) ?? [];
  return name === undefined ? undefined : vaultKey(call, { vault, name, version });
}

function diagnosticSettings(call: Call, id: string): Answer {
  const found = diagnosticSettingsOf(call.world, id);
  if (!found) return armError(404, `The resource '${id}' could not be found.`, 'ResourceNotFound');
  return { status: 200, body: { value: call.fault?.empty ? [] : found } };
}

/** Old pipelines sign in by tokens: one that ends, and in the small registry one that nobody gave an end. */
function registryTokens({ world, now, fault }: Call, id: string): Answer | undefined {
  const found = world.registries.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (!found) return undefined;
  const password = (expiry?: Date) => ({ name: 'password1', ...(expiry && { expiry: expiry.toISOString() }) });
  const token = (name: string, status: string, passwords: object[]) => ({
    ...{ id: `${found.id}/tokens/${name}`, name, type: 'Microsoft.ContainerRegistry/registries/tokens' },
    properties: {
      creationDate: new Date(world.bornAt.getTime() - 300 * dayMs).toISOString(),
      scopeMapId: `${found.id}/scopeMaps/_repositories_pull`,
      ...{ provisioningState: 'Succeeded', status, credentials: { certificates: [], passwords } },
    },
  });
  const value =
    found.sku === 'Premium'
      ? [token('old-pipeline', 'disabled', [password()])]
      : [
          token('edge-pull', 'enabled', [password(new Date(now.getTime() + 30 * dayMs))]),
          token('legacy-ci', 'enabled', [password()]),
        ];
  return { status: 200, body: { value: fault?.empty ? [] : value } };
}

function vaultKey(
  { world }: Call,
  { vault, name, version }: { vault: string; name: string; version?: string | undefined },
): Answer {
  const found = keyVaults(world).find((it) => it.id.toLowerCase() === vault.toLowerCase());
  const created = found && keyCreatedAt(world, name);
  if (!found || !created || (version && version !== keyVersionOf(name)))
    return armError(404, `The Resource '${vault}/keys/${name}' was not found.`, 'ResourceNotFound');
  const seconds = Math.floor(created.getTime() / 1_000);
  const uri = `${(found.properties as { vaultUri: string }).vaultUri}keys/${name}`;
  return {
    status: 200,
    body: {
      id: `${found.id}/keys/${name}${version ? `/versions/${version}` : ''}`,
      ...{ name: version ?? name, type: 'Microsoft.KeyVault/vaults/keys', location: found.location },
      properties: {
        attributes: { enabled: true, created: seconds, updated: seconds, recoveryLevel: 'Recoverable+Purgeable' },
        ...{ kty: 'RSA', keySize: 3072, keyUri: uri, keyUriWithVersion: `${uri}/${keyVersionOf(name)}` },
      },
    },
  };
}
