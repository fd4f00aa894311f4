import { startRecorded } from '../../src/lab/recorded/start-recorded.ts';
import { serveParent } from '../turn/serve-parent.ts';
import { largeCluster } from './large-cluster.ts';

// The large cluster's API server, in a process of its own: its time and memory are not the diagnosis'.
const now = new Date(process.env.NOW ?? '');
const azure = await startRecorded({ id: 'large', now, objects: largeCluster(now), logs: [], series: [] });
serveParent(azure.url, () => azure.close());
