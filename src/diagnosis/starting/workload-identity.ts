/** What went wrong between a pod's service account and its managed identity, in words, and what to do. */
export interface IdentityFault {
  why: string;
  next: string;
}

/** How Entra and its client libraries put it; codes are the same in every language. */
export const identityTrouble =
  /AADSTS7002(?:1|11|12|13|24)\d?\b|AADSTS700016|AADSTS90002|AADSTS50166|WorkloadIdentityCredential.{0,120}(?:unavailable|not (?:fully )?configured|failed)|AZURE_FEDERATED_TOKEN_FILE|ManagedIdentityCredential.{0,160}(?:unavailable|Identity not found|no (?:user[- ])?assigned)|DefaultAzureCredential.{0,60}failed to (?:retrieve|acquire) a token|no client ID specified/i;

/** Reads the trouble; `account` is the pod's service account, `isLabelled` whether its pods ask for an identity. */
export function identityFault(
  line: string,
  { namespace, account, isLabelled }: { namespace: string; account: string; isLabelled: boolean },
): IdentityFault {
  if (/AADSTS7002(?:1|11|12|13)\d?\b/.test(line))
    return {
      why: `no federated credential of its identity names service account ${namespace}/${account} of this cluster`,
      next: `Add one: az identity federated-credential create --identity-name IDENTITY --resource-group GROUP --name ${account} --issuer "$(az aks show -n CLUSTER -g GROUP --query oidcIssuerProfile.issuerUrl -o tsv)" --subject system:serviceaccount:${namespace}:${account} --audiences api://AzureADTokenExchange. Issuer and subject must be the same to the letter.`,
    };
  if (/AADSTS700016/.test(line))
    return {
      why: `the client id that service account ${account} names is not an application or identity of that tenant`,
      next: `Set annotation azure.workload.identity/client-id of service account ${account} to the identity's client id (az identity show --query clientId).`,
    };
  if (/AADSTS90002/.test(line))
    return {
      why: 'the tenant that it asks does not exist',
      next: `Correct annotation azure.workload.identity/tenant-id of service account ${account}, or AZURE_TENANT_ID.`,
    };
  if (!isLabelled)
    return {
      why: 'its pods have no label azure.workload.identity/use: "true", so they get no token',
      next: `Add the label azure.workload.identity/use: "true" to the pod template (not to the Deployment alone), and roll it out.`,
    };
  return {
    why: 'it gets no token for its identity',
    next: `Compare annotation azure.workload.identity/client-id of service account ${account} with the identity, and see that the webhook azure-wi-webhook-controller-manager runs in kube-system; pods older than the annotation must be started anew.`,
  };
}
