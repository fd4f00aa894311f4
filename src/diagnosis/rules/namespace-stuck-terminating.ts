import { ago } from '../oom/words.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';

const patienceMs = 5 * 60_000;
const meanings: Readonly<Record<string, string>> = {
  NamespaceDeletionDiscoveryFailure:
    'the API server cannot list all kinds, because an API that is added to it does not answer',
  NamespaceFinalizersRemaining: 'finalizers hold what is in it',
  NamespaceDeletionContentFailure: 'something in it cannot be deleted',
  NamespaceDeletionGroupVersionParsingFailure: 'an API that is added to the API server has an invalid version',
  NamespaceContentRemaining: 'there is still something in it',
};

/** A namespace that was deleted does not go away, and takes nothing new meanwhile. */
export const namespaceStuckTerminating = defineRule({
  code: 'namespace-stuck-terminating',
  explains: ['Failing', 'Pending'],
  needs: ['namespaces'],
  judge({ namespaces }, subject, now) {
    return namespaces.value.flatMap(({ metadata, status }) => {
      const { name = '', deletionTimestamp: since } = metadata ?? {};
      const isAsked = subject.kind === 'Cluster' || subject.namespace === name;
      if (!isAsked || !since || now.getTime() - new Date(since).getTime() < patienceMs) return [];
      const held = Object.keys(meanings).flatMap((type) => {
        const condition = status?.conditions?.find((it) => it.type === type && it.status === 'True');
        return condition ? [condition] : [];
      });
      const [first] = held;
      const isApi = first?.type === 'NamespaceDeletionDiscoveryFailure';
      return {
        code: 'namespace-stuck-terminating',
        about: { kind: 'Namespace', namespace: name, name },
        confidence: first ? 0.92 : 0.6,
        sentence: `Namespace ${name} has been Terminating for ${ago(new Date(since), now)}${first ? `: ${meanings[first.type]}` : ''}; it takes nothing new meanwhile.`,
        quotes: held.flatMap(({ type, message }) =>
          message ? [quoteField(message, `condition ${type} of namespace ${name}`)] : [],
        ),
        suggestions: [
          {
            text: isApi
              ? 'Mend or delete the API service that does not answer: kubectl get apiservices shows which is not Available.'
              : `See what is left: kubectl api-resources --verbs=list --namespaced -o name | xargs -n 1 kubectl get -n ${name} --ignore-not-found; then start the controllers of its finalizers, or remove those.`,
          },
        ],
      };
    });
  },
});
