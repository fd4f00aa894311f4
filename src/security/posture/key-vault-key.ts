import { z } from 'zod';
import { graphKql } from '../../azure/kql.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { PostureReading } from './posture-reading.ts';

const Vault = z.object({ id: z.string(), uri: z.string() });
const Key = z.object({ properties: z.object({ attributes: z.object({ created: z.number().positive() }) }) });
const apiVersion = '2023-07-01';

/** When a version of a customer's key was made. */
export interface KeyVersion {
  /** Identifier without anything secret: "https://kv.vault.azure.net/keys/disks/6f2c...". */
  key: string;
  createdAt: Date;
}

/**
 * When the key was made that this identifier names (`https://vault/keys/name` or with its version; without, the current
 * one), by ARM: one query of Resource Graph for all vaults, and one call a key. A gap where the vault cannot be seen.
 */
export async function keyVersion(
  { azure, now, once }: PostureReading,
  identifier: string,
): Promise<Evidence<KeyVersion> | Gap> {
  const [, host = '', name = '', version] =
    /^https:\/\/([\w.-]+)(?::443)?\/keys\/([\w-]+)(?:\/(\w*))?\/?$/i.exec(identifier) ?? [];
  const vaults = await once('vaults', async () => {
    const { rows } = await azure.graph.query(
      graphKql`resources
| where type =~ 'microsoft.keyvault/vaults'
| project id, uri = tostring(properties.vaultUri)
| order by id asc`,
      Vault,
    );
    return new Map(rows.map(({ id, uri }) => [hostOf(uri), id]));
  });
  const vault = vaults.get(host.toLowerCase());
  if (vault === undefined || name === '') return notSeen(host);
  const path = `${vault}/keys/${name}${version ? `/versions/${version}` : ''}`;
  const { properties } = await once(`key ${path.toLowerCase()}`, () => azure.arm.read(path, apiVersion, Key));
  return {
    value: { key: identifier, createdAt: new Date(properties.attributes.created * 1_000) },
    source: { service: 'Azure Resource Manager', detail: `key ${name} of ${host}` },
    at: now,
  };
}

const hostOf = (uri: string): string =>
  uri
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/[:/].*$/, '');

function notSeen(host: string): Gap {
  return {
    what: 'the age of its key',
    service: 'Azure Resource Manager',
    why: `No vault ${host || 'of its key'} is among the resources that the bot can see.`,
    next: "Grant the bot's identity Reader on the vault; a key in a managed HSM has to be looked at there.",
  };
}
