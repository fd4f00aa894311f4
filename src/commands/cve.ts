import { z } from 'zod';
import { cveCard } from '../cards/cve.ts';
import { affectedImages } from '../security/affected-images.ts';
import { defineCommand } from './command.ts';
import { isNarrowed, narrowingFields } from './image-work/narrowing.ts';
import { runsFor } from './image-work/runs-for.ts';
import { says } from './language/field.ts';

const pattern = /^(?:CVE-\d{4}-\d{4,12}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})$/i;
/** So many images with it are looked at, the newest first. */
const most = 2_000;
const mostRows = 8;

/** Who is affected by a CVE, where it runs, and which version has the fix: from the store. */
export const cve = defineCommand({
  name: 'cve',
  synonyms: ['who is affected by', 'who has', 'affected by', 'are we affected by'],
  usage: 'cve <CVE-id> [<cluster|namespace|owner>]',
  summary: 'Which images have a CVE, where they run, and which version fixes it.',
  examples: ['cve CVE-2021-44228', 'who is affected by CVE-2023-38545'],
  role: 'viewer',
  input: z.object({
    cve: z
      .string()
      .regex(pattern)
      .meta(says({ is: 'name', noun: 'CVE', keys: ['id'], after: ['by', 'of', 'for'], bare: pattern })),
    ...narrowingFields,
  }),
  async run({ cve: id, ...said }, context) {
    const { store, clock, buttons } = context;
    const { clusters, runs, limited } = await runsFor(said, context);
    const named = /^ghsa/i.test(id) ? `GHSA${id.slice(4).toLowerCase()}` : id.toUpperCase();
    const found = await store.images.withCve(named, most);
    const repositories = [...new Set(found.map(({ names }) => names[0]?.repository ?? ''))].slice(0, 50);
    const versions = await store.images.ofRepository(repositories, most);
    const onlyRunning = limited || isNarrowed(said);
    const affected = affectedImages(named, { found, versions, runs }).filter(
      (it) => !onlyRunning || it.standing.runs.length > 0,
    );
    const shown = affected.slice(0, mostRows);
    const prepared = await buttons([
      ...shown.map(({ ref }) => ({ title: 'Show', verb: 'scan image', input: { image: ref } })),
      { title: 'Look again', verb: 'cve', input: { ...said, cve: named }, replaces: true },
      { title: 'Vulnerable images', verb: 'images vulnerable', input: said },
    ]);
    return {
      card: cveCard({
        cve: named,
        shown: shown.map((it, n) => ({ ...it, button: prepared[n] })),
        images: affected.length,
        running: affected.filter(({ standing }) => standing.runs.length > 0).length,
        pods: affected.reduce((sum, { standing }) => sum + standing.runs.reduce((pods, it) => pods + it.pods, 0), 0),
        reading: await store.images.reading(),
        ...{ clusters, limited, buttons: prepared.slice(shown.length), now: clock.now() },
      }),
    };
  },
});
