import { z } from 'zod';
import { imageCard } from '../cards/image.ts';
import { noticeCard } from '../cards/notice.ts';
import { pickerCard } from '../cards/picker.ts';
import type { ImageRef } from '../model/image.ts';
import { imageText, parseImage } from '../model/parse-image.ts';
import { locateImage } from '../security/locate-image.ts';
import { scanImage as reportOn } from '../security/scan-image.ts';
import { type Context, defineCommand, type Press, type Reply } from './command.ts';
import { says } from './language/field.ts';

const mostChoices = 6;
const verb = 'scan image';

/** What Defender knows of an image, and where it runs. */
export const scanImage = defineCommand({
  name: verb,
  synonyms: [
    'scan',
    'image scan',
    'scanned',
    'scan result',
    'scan results',
    'vulnerabilities',
    'vulnerability',
    'vulnerable',
    'vulns',
    'vuln',
    'cve',
    'cves',
    'image security',
  ],
  usage: 'scan image <repository[:tag|@digest]> [registry=<name>]',
  summary: 'Vulnerabilities of an image, worst first, and where it runs.',
  examples: [
    'scan image payments-api:1.8',
    'cves in payments-api:1.8',
    'scan image contoso.azurecr.io/payments-api:1.8',
  ],
  role: 'viewer',
  input: z.object({
    image: z
      .string()
      .max(400)
      .refine((text) => parseImage(text) !== undefined)
      .meta(
        says({
          is: 'image',
          noun: 'image',
          keys: ['image', 'images', 'repo', 'repository'],
          bare: true,
          remembered: 'image',
        }),
      ),
    registry: z
      .string()
      .max(253)
      .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/i)
      .optional()
      .meta(says({ is: 'name', noun: 'registry', keys: ['registry', 'acr'], after: ['from'], bare: true })),
    tag: z
      .string()
      .regex(/^\w[\w.-]{0,127}$/)
      .optional()
      .meta(says({ is: 'name', noun: 'tag', keys: ['tag', 'version'], bare: true })),
  }),
  doing: ({ image }) => (image === undefined ? 'Looking for findings' : `Looking for findings in ${String(image)}`),
  async run(input, context) {
    const { azure, clock, buttons } = context;
    const ref = refOf(input);
    const located = await locateImage(azure, ref, clock.now());
    if (located.kind === 'ambiguous') return whichImage(located.images, ref, context);
    if (located.kind === 'unknown') return whichOther(located.closest, ref, context);
    const report = await reportOn(azure, located.image, clock.now());
    const seen = { ...report, gaps: [...located.gaps, ...report.gaps] };
    const [running] = report.running?.value ?? [];
    const shown = `${report.registry}/${report.repository}@${report.digest}`;
    const about = running ? { cluster: running.cluster, namespace: running.namespace, workload: running.workload } : {};
    return {
      card: imageCard(seen, { now: clock.now(), buttons: await buttons(followUps(shown)) }),
      about: { ...about, image: shown },
    };
  },
});

function refOf({
  image,
  registry,
  tag,
}: {
  image: string;
  registry?: string | undefined;
  tag?: string | undefined;
}): ImageRef {
  const ref = parseImage(image) ?? { repository: image };
  const named =
    registry === undefined
      ? {}
      : { registry: (registry.includes('.') ? registry : `${registry}.azurecr.io`).toLowerCase() };
  return {
    ...ref,
    ...(ref.registry === undefined && named),
    ...(tag !== undefined && ref.tag === undefined && ref.digest === undefined && { tag }),
  };
}

function followUps(image: string): Press[] {
  return [{ title: 'Look again', verb, input: { image }, replaces: true }];
}

async function whichImage(images: ImageRef[], ref: ImageRef, { buttons }: Context): Promise<Reply> {
  const shown = images.slice(0, mostChoices);
  const prepared = await buttons(
    shown.map((it) => ({ title: imageText(it), verb, input: { image: exact(it) }, replaces: true })),
  );
  const choices = shown.flatMap((it, n) => {
    const button = prepared[n];
    return button ? [{ label: imageText(it), detail: it.digest?.slice(0, 19) ?? '', button }] : [];
  });
  return { card: pickerCard({ question: `Which "${imageText(ref)}"?`, choices, more: images.length - shown.length }) };
}

async function whichOther(closest: string[], ref: ImageRef, { buttons }: Context): Promise<Reply> {
  const near = closest.slice(0, mostChoices);
  return {
    card: noticeCard({
      level: 'warning',
      title: `I found no image ${imageText(ref)}`,
      text: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'No registry that I can read has it.',
      next: 'Check the repository and the tag; name the registry if it has another one.',
      buttons: await buttons(near.map((image) => ({ title: image, verb, input: { image }, replaces: true }))),
    }),
  };
}

/** With tag and digest, where both are known. */
function exact(ref: ImageRef): string {
  return imageText(ref) + (ref.tag !== undefined && ref.digest !== undefined ? `@${ref.digest}` : '');
}
