import { enforceQuotas } from '../../src/lab/azure/quotas.ts';
import { startAzure } from '../../src/lab/azure/start-azure.ts';
import { bigEstate } from '../../src/lab/world/big-estate.ts';
import { systemClock } from '../../src/model/clock.ts';
import { serveParent } from '../turn/serve-parent.ts';

// The range's Azure over an estate of this size, with its quotas, in a process of its own: its time and memory are not the bot's.
const { CLUSTERS, REGISTRIES, OTHERS } = process.env;
const world = bigEstate({ clusters: Number(CLUSTERS), registries: Number(REGISTRIES), others: Number(OTHERS) });
enforceQuotas(world);
const azure = await startAzure({ world, clock: systemClock, warm: true });
serveParent(azure.url, () => azure.close());
