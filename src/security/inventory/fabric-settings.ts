import { z } from 'zod';
import type { Risk } from '../../model/inventory.ts';

const Section = z.object({
  name: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown().optional() })).nullish(),
});

/** The two settings of Service Fabric's Security section that matter here; the others are not kept. */
export const FabricSettings = z
  .array(Section)
  .nullish()
  .transform((sections) => {
    const security = sections?.find(({ name }) => name.toLowerCase() === 'security')?.parameters ?? [];
    const settingOf = (wanted: string) => {
      const value = security.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.value;
      return value === undefined || value === null ? undefined : String(value);
    };
    return {
      protectionLevel: settingOf('ClusterProtectionLevel'),
      enforceLinuxMinTlsVersion: settingOf('EnforceLinuxMinTlsVersion'),
    };
  });

/** What speaks against a cluster of either kind. */
export function fabricRisks(it: {
  entra: string | null | undefined;
  settings: z.infer<typeof FabricSettings>;
}): Risk[] {
  const risks: Risk[] = [];
  if (!it.entra)
    risks.push({
      ...{ code: 'no-entra', level: 'High' },
      reason: 'People sign in by certificate, without Entra ID',
      next: 'Set up Entra ID for its clients (azureActiveDirectory)',
    });
  const level = it.settings.protectionLevel;
  if (level !== undefined && level.toLowerCase() !== 'encryptandsign')
    risks.push({
      ...{ code: 'unencrypted', level: 'Medium' },
      reason: `Nodes talk to each other without encryption (ClusterProtectionLevel ${level})`,
      next: 'Set ClusterProtectionLevel to EncryptAndSign',
    });
  return risks;
}
