import { z } from 'zod';
import { imageCard } from '../cards/image.ts';
import { parseImage } from '../model/parse-image.ts';
import { imageTrend } from '../security/image-trend.ts';
import { nextSteps } from '../security/next-steps.ts';
import { originOf } from '../security/origin-of.ts';
import { runningAs } from '../security/running-as.ts';
import { scanImage as reportOn } from '../security/scan-image.ts';
import { whatRuns } from '../security/what-runs.ts';
import { defineCommand } from './command.ts';
import { imageRemedies } from './image-work/image-remedies.ts';
import { says } from './language/field.ts';
import { namespaceField, nameText } from './language/shared-fields.ts';
import { oneImage } from './naming/one-image.ts';
import { permitImage } from './naming/permit-image.ts';
import { runningFor } from './naming/running-for.ts';
import { seesAll } from './naming/sees-all.ts';

const verb = 'scan image';
/** So many versions of its repository are looked at to find the one before it. */
const mostVersions = 100;

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
    'cves',
    'image security',
  ],
  usage: 'scan image <repository[:tag|@digest]> [registry=<name>]',
  summary: 'Vulnerabilities of an image, worst first, and where it runs.',
  examples: ['scan image payments-api:1.8', 'cves in payments-api:1.8', 'scan contoso.azurecr.io/payments-api:1.8'],
  role: 'viewer',
  input: z
    .object({
      image: z
        .string()
        .max(400)
        .refine((text) => parseImage(text) !== undefined)
        .optional()
        .meta(
          says({
            is: 'image',
            noun: 'image',
            keys: ['image', 'images', 'repo', 'repository'],
            bare: true,
            unless: ['workload'],
            remembered: 'image',
          }),
        ),
      registry: z
        .string()
        .max(253)
        .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/i)
        .optional()
        .meta(says({ is: 'name', noun: 'registry', keys: ['registry', 'acr'], after: ['from'], bare: /\./ })),
      tag: z
        .string()
        .regex(/^\w[\w.-]{0,127}$/)
        .optional()
        .meta(says({ is: 'name', noun: 'tag', keys: ['tag', 'version'], bare: /^v?\d/i })),
      workload: nameText.optional().meta(
        says({
          is: 'name',
          noun: 'workload',
          keys: ['workload', 'app', 'deployment', 'pod'],
          remembered: 'workload',
        }),
      ),
      cluster: nameText
        .optional()
        .meta(says({ is: 'name', noun: 'cluster', keys: ['cluster', 'aks'], bare: true, remembered: 'cluster' })),
      namespace: namespaceField,
    })
    .refine(({ image, workload }) => image !== undefined || workload !== undefined),
  doing: ({ image, workload }) => `Looking for findings in ${String(image ?? workload ?? 'the image')}`,
  async run(input, context) {
    const { azure, clock, store, buttons } = context;
    const runs = async () => runningFor(await whatRuns(azure, clock.now()), context);
    if (!(await seesAll(context))) await permitImage(input, await runs(), context);
    const [one, live] = await Promise.all([oneImage(input, context), runs()]);
    if ('reply' in one) return one.reply;
    const { manifest } = one.image;
    const running = runningAs(live, manifest.digest, [...(await store.images.runs()).values()]);
    const [report, { origin, gaps: unread }] = await Promise.all([
      reportOn(azure, one.image, running, clock.now()),
      originOf(azure, manifest, clock.now()),
    ]);
    const { registry, repository, digest } = report;
    const heard = await store.images.events({ registry: registry.toLowerCase(), repository, digest });
    const versions = await store.images.ofRepository([report.repository], mostVersions);
    const trend = report.scan && imageTrend(report, report.scan.value.vulnerabilities, versions);
    const shown = `${report.registry}/${report.repository}@${report.digest}`;
    const [place] = report.running?.value ?? [];
    const remedies = await imageRemedies(report, versions, context);
    const follow = [
      ...remedies.rolls,
      ...remedies.rebuild,
      remedies.gate,
      ...(trend
        ? [
            {
              title: 'What changed',
              verb: 'image diff',
              input: { image: `${report.registry}/${report.repository}@${trend.digest}`, other: shown },
            },
          ]
        : []),
      ...remedies.lock,
      { title: 'Look again', verb, input: { image: shown }, replaces: true },
    ];
    return {
      card: imageCard(
        {
          ...{ ...report, suggestions: nextSteps(report, remedies.fix) },
          ...{ trend, origin, heard },
          gaps: [...one.gaps, ...report.gaps, ...unread, ...remedies.gaps],
        },
        { now: clock.now(), buttons: await buttons(follow) },
      ),
      about: {
        image: shown,
        ...(place && { cluster: place.cluster, namespace: place.namespace, workload: place.workload }),
      },
    };
  },
});
