/** Whose tokens are believed: a tenant of Microsoft Entra ID. */
export interface EntraTrust {
  tenantId: string;
  /** Where the keys stand that sign its tokens. */
  keysUrl: string;
  /** What its tokens call their issuer, in their first and second version. */
  issuers: readonly string[];
}

/** A tenant of the public cloud. */
export function entraTenant(tenantId: string): EntraTrust {
  return {
    tenantId,
    keysUrl: `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/discovery/v2.0/keys`,
    issuers: [`https://sts.windows.net/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}/v2.0`],
  };
}
