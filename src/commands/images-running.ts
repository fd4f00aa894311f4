import { z } from 'zod';
import { registriesOf } from '../azure/estate.ts';
import { gapOf } from '../azure/gap.ts';
import { imagesRunningCard } from '../cards/images-running.ts';
import { UpstreamError } from '../errors.ts';
import type { Gap } from '../model/gap.ts';
import { runningImages } from '../security/running-images.ts';
import { type Context, defineCommand } from './command.ts';
import { narrowingFields, narrowingText } from './image-work/narrowing.ts';
import { runsFor } from './image-work/runs-for.ts';

const mostRows = 8;
const verb = 'images running';

/** Every image that runs, those that a practice speaks against on top: other registries, "latest", no digest. */
export const imagesRunning = defineCommand({
  name: verb,
  synonyms: [
    ...['running images', 'images that run', 'which images run', 'what images run', 'images in use'],
    ...['image inventory', 'images inventory', 'images'],
  ],
  usage: 'images running [<cluster|namespace|owner>]',
  summary: 'What runs where; foreign registries, "latest" and unpinned images flagged.',
  examples: ['images running', 'images running in payments', 'images running owner=team-payments'],
  role: 'viewer',
  input: z.object(narrowingFields),
  async run(said, context) {
    const { store, clock, buttons } = context;
    const { clusters, runs, limited } = await runsFor(said, context);
    const { servers, gap } = await ourRegistries(context);
    const heads = new Map((await store.images.heads()).map((it) => [it.digest, it]));
    const images = runningImages(runs, { ours: servers, heads });
    const shown = images.slice(0, mostRows);
    const prepared = await buttons([
      ...shown.map(({ ref }) => ({ title: 'Show', verb: 'scan image', input: { image: ref } })),
      { title: 'Look again', verb, input: said, replaces: true },
      { title: 'Vulnerable images', verb: 'images vulnerable', input: said },
    ]);
    return {
      card: imagesRunningCard({
        shown: shown.map((image, n) => ({ image, ...(image.isOurs !== false && { button: prepared[n] }) })),
        all: images,
        filter: narrowingText(said),
        reading: await store.images.reading(),
        gaps: gap ? [gap] : [],
        ...{ clusters, limited, buttons: prepared.slice(shown.length), now: clock.now() },
      }),
    };
  },
});

/** The registries that are ours, by their login servers; undefined with a gap where nobody could be asked. */
async function ourRegistries({ azure }: Context): Promise<{ servers?: ReadonlySet<string>; gap?: Gap }> {
  try {
    return { servers: new Set((await registriesOf(azure)).map(({ loginServer }) => loginServer.toLowerCase())) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { gap: gapOf(error, 'which registries are ours') };
  }
}
