import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pendingStarts } from '../starting/pending-starts.ts';
import { identityFault, identityTrouble } from '../starting/workload-identity.ts';

const ofVault = /secrets-store|SecretProviderClass|keyvault|vault\.azure\.net/i;
const recentMs = 15 * 60_000;

/** Secrets of a Key Vault cannot be mounted (Secrets Store CSI driver), so that no container starts. */
export const keyVaultMountFails = defineRule({
  code: 'key-vault-mount-fails',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return pendingStarts(situationOf(evidence)).flatMap(({ workload, pod, events }) => {
      const mounts = events.filter(
        ({ reason, message, lastAt }) =>
          reason === 'FailedMount' && ofVault.test(message) && now.getTime() - lastAt.getTime() < recentMs,
      );
      // "timed out waiting for the condition" says that it fails; what came before says why.
      const event = mounts.find(({ message }) => !/timed out waiting/.test(message)) ?? mounts[0];
      if (!event) return [];
      const { kind, namespace, name } = workload;
      const account = pod.spec?.serviceAccountName ?? 'default';
      const isLabelled = pod.metadata?.labels?.['azure.workload.identity/use'] === 'true';
      const { why, next } = faultIn(event.message, { namespace, account, isLabelled });
      return {
        code: 'key-vault-mount-fails',
        about: { kind, namespace, name },
        confidence: 0.94,
        sentence: `${name} does not start: its secrets cannot be mounted from Key Vault, because ${why}.`,
        quotes: [quoteEvent(event)],
        suggestions: [{ text: next }],
      };
    });
  },
});

function faultIn(message: string, whose: { namespace: string; account: string; isLabelled: boolean }) {
  const { namespace } = whose;
  const vault = /https?:\/\/([a-z0-9-]{3,24})\.vault\.azure\.net/i.exec(message)?.[1] ?? 'VAULT';
  const secret = /SecretNotFound|(?:secret|key|certificate) with \(?name\/?\w*\)? ?([\w-]{1,127})/i.exec(message);
  const missing = /secretproviderclass(?:es\.\S+)? "?(?:[a-z0-9-]+\/)?([a-z0-9.-]+)"? ?(?:not found|, error)/i.exec(
    message,
  )?.[1];
  if (/secretproviderclass/i.test(message) && /not found/i.test(message))
    return {
      why: `SecretProviderClass ${missing ?? 'that it names'} does not exist in ${namespace}`,
      next: `Create SecretProviderClass ${missing ?? ''} in ${namespace} (it must be in the pod's own namespace), or correct secretProviderClass in the volume.`,
    };
  if (identityTrouble.test(message)) return identityFault(message, whose);
  if (secret)
    return {
      why: `vault ${vault} has no ${secret[1] ? `object ${secret[1]}` : 'such secret'}`,
      next: `Compare objectName and objectType in the SecretProviderClass with: az keyvault secret list --vault-name ${vault} --query "[].name".`,
    };
  if (
    /client address is not authorized|ForbiddenByFirewall|not authorized and caller is not a trusted service/i.test(
      message,
    )
  )
    return {
      why: `the firewall of vault ${vault} does not let the cluster in`,
      next: `Allow the cluster's subnet or outbound address: az keyvault network-rule add --name ${vault}, or give the vault a private endpoint.`,
    };
  if (/\b40[13]\b|forbidden|does not have secrets get permission|ForbiddenByRbac|access denied/i.test(message))
    return {
      why: `its identity may not read vault ${vault} (403)`,
      next: `Give the identity the role Key Vault Secrets User: az role assignment create --role "Key Vault Secrets User" --assignee CLIENT_ID --scope "$(az keyvault show --name ${vault} --query id -o tsv)"; or, with access policies, secret get.`,
    };
  if (/driver name secrets-store\.csi\.k8s\.io not found/i.test(message))
    return {
      why: 'the Secrets Store CSI driver does not run on its node',
      next: 'Turn the add-on on: az aks enable-addons --addons azure-keyvault-secrets-provider; else look at its pods in kube-system.',
    };
  return {
    why: 'the driver reports an error',
    next: 'Do what the message asks for; the log of aks-secrets-store-provider-azure in kube-system says more.',
  };
}
