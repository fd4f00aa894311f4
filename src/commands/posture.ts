import { z } from 'zod';
import { pickerCard } from '../cards/picker.ts';
import { practices } from '../security/posture/practices.ts';
import type { ReadResource } from '../security/posture/read-resources.ts';
import { type Context, defineCommand, type Reply } from './command.ts';
import { says } from './language/field.ts';
import { ofEstate } from './posture-work/of-estate.ts';
import { ofPractice } from './posture-work/of-practice.ts';
import { ofResource } from './posture-work/of-resource.ts';
import { postureFilterFields, practiceField, resourceField, resourceIdField } from './posture-work/posture-fields.ts';
import { postureMeant } from './posture-work/posture-meant.ts';
import { postureSeen } from './posture-work/posture-seen.ts';

const verb = 'posture';
const mostChoices = 12;

/** How well resources stand against the practices of container security: all of them, one resource, or one practice. */
export const posture = defineCommand({
  name: verb,
  synonyms: [
    ...['security posture', 'posture score', 'security score', 'secure score', 'score'],
    ...['how secure is', 'how secure are', 'how secure', 'how safe is', 'is it secure', 'are we secure', 'secure'],
    ...[
      'are we compliant',
      'compliant',
      'compliance',
      'best practices',
      'best practice',
      'hardening',
      'misconfigurations',
      ...['security of', 'security report', 'security overview', 'security status', 'failed checks'],
      'accepted risks',
      'posture exceptions',
    ],
  ],
  usage:
    'posture [<cluster|registry|resource>] [<practice>] [failed] [subscription=<name>] [environment=<name>] [owner=<name>]',
  summary: 'How secure resources are set up: score, what fails with its proof, and the fix.',
  examples: ['posture', 'posture prod-weu', 'posture registry credentials', 'posture failed environment=production'],
  role: 'viewer',
  isLedTo: true,
  input: z.object({
    practice: practiceField,
    failed: z
      .boolean()
      .optional()
      .meta(
        says({
          is: 'flag',
          noun: 'failures',
          words: {
            true: ['failed', 'failing', 'fails', 'fail', 'failures', 'what fails', 'failed checks', 'only failed'],
          },
        }),
      ),
    ...postureFilterFields,
    resource: resourceField,
    resourceId: resourceIdField,
  }),
  doing: ({ resource }) => `Looking at the posture${resource === undefined ? '' : ` of ${String(resource)}`}`,
  async run({ practice: code, failed = false, ...said }, context) {
    const seen = await postureSeen(context);
    const meant = await postureMeant(said, seen, context);
    const practice = practices.find((it) => it.code === code);
    const [one, ...others] = meant.named;
    if (one && others.length > 0) return whichOne(meant.named, code, context);
    if (one) return ofResource(one, practice, seen, context);
    if (practice) return ofPractice(practice, meant, seen, context);
    return ofEstate({ ...meant, failed }, seen, context);
  },
});

async function whichOne(
  named: readonly ReadResource[],
  practice: string | undefined,
  { buttons }: Context,
): Promise<Reply> {
  const shown = named.slice(0, mostChoices);
  const prepared = await buttons(
    shown.map(({ id }) => ({ title: 'Show', verb, input: { resourceId: id, ...(practice && { practice }) } })),
  );
  return {
    card: pickerCard({
      question: `Which ${named[0]?.name ?? 'resource'}?`,
      choices: shown.flatMap(({ name, id, type }, n) => {
        const button = prepared[n];
        return button ? [{ label: name, detail: `${type.split('/').at(-1)} · ${id}`, button }] : [];
      }),
      more: named.length - shown.length,
      narrow: 'add subscription=… to your question.',
    }),
  };
}
