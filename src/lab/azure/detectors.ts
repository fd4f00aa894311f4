import { labCategories, labDetectors } from '../world/detectors/detectors.ts';
import type { Found, LabDetector } from '../world/detectors/lab-detector.ts';
import type { Cluster } from '../world/estate.ts';
import { armCluster } from '../world/graph/arm-cluster.ts';
import { edited } from '../world/graph/edited.ts';
import { seededUuid } from '../world/seeded.ts';
import { armError } from './arm-error.ts';
import type { Answer, Call } from './call.ts';

const statusIds = { Critical: 0, Warning: 1, Info: 2, Success: 3, None: 4 } as const;
const dayMs = 86_400_000;

/** AKS's own checks of a cluster: the list, or one made over a window; undefined when the call is about something else. */
export function detectorsOf(call: Call, cluster: Cluster, rest: string): Answer | undefined {
  const found = call.method === 'GET' ? /^\/detectors(?:\/([^/]+))?$/i.exec(rest) : null;
  if (!found) return undefined;
  const [, id] = found;
  if (id === undefined)
    return { status: 200, body: { value: call.fault?.empty ? [] : listed(cluster), nextLink: null } };
  const [from, to] = ['startTime', 'endTime'].map((name) => new Date(call.query.get(name) ?? Number.NaN));
  if (
    !from ||
    !to ||
    !(to > from) ||
    to.getTime() - from.getTime() > dayMs ||
    from.getTime() < call.now.getTime() - 30 * dayMs
  )
    return armError(400, 'The time range must be at most 24 hours, within the last 30 days.', 'BadRequest');
  const detector = labDetectors.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (detector) {
    const body = edited(call.world.arm, armCluster(cluster, call.now));
    return {
      status: 200,
      body: answer(cluster, detector, detector.look({ world: call.world, cluster, body, from, to })),
    };
  }
  const category = labCategories.find((it) => it.id.toLowerCase() === id.toLowerCase());
  if (category) return { status: 200, body: overview(cluster, category) };
  return armError(404, `Detector '${id}' was not found.`, 'NotFound');
}

function listed(cluster: Cluster) {
  const status = { message: null, statusId: statusIds.None };
  return [
    ...labDetectors.map((it) => envelope(cluster, it.id, { metadata: metadata(it, 'Detector'), status, dataset: [] })),
    ...labCategories.map((it) => envelope(cluster, it.id, { metadata: ofCategory(it), status, dataset: [] })),
    envelope(cluster, 'emergingIssues', {
      metadata: metadata(
        { id: 'emergingIssues', name: 'Emerging Issues', category: 'Emerging Issues', description: '' },
        'Detector',
      ),
      status,
      dataset: [],
    }),
  ];
}

function envelope(cluster: Cluster, name: string, properties: object) {
  return {
    id: `${cluster.id.replace('/resourceGroups/', '/resourcegroups/')}/detectors/${name}`,
    name,
    type: 'Microsoft.ContainerService/managedClusters/detectors',
    location: cluster.location,
    properties: { appFilter: null, dataProvidersMetadata: null, suggestedUtterances: null, ...properties },
  };
}

function metadata({ id, name, category, description }: Omit<LabDetector, 'look'>, type: string) {
  return {
    ...{ analysisType: '', analysisTypes: null, author: '', category, description, id, name, score: 0 },
    ...{ supportTopicList: [], type, typeId: seededUuid(`detector/${id}`) },
  };
}

function ofCategory({ id, name }: (typeof labCategories)[number]) {
  return metadata({ id, name, category: name, description: `Diagnoses ${name}.` }, 'CategoryOverview');
}

function overview(cluster: Cluster, category: (typeof labCategories)[number]) {
  const list = {
    renderingProperties: { ...shown(10), detectorIds: category.members },
    table: { columns: [], rows: [], tableName: '' },
  };
  const status = { message: null, statusId: statusIds.None };
  return envelope(cluster, category.id, { metadata: ofCategory(category), status, dataset: [list, search()] });
}

function answer(cluster: Cluster, detector: LabDetector, found: Found) {
  const { status, message, details = [], solutions, series } = found;
  const told = solutions
    ? JSON.stringify(
        solutions.map(({ title, markdown }) => ({ Name: title, Title: title, DescriptionMarkdown: markdown })),
      )
    : 'null';
  const rows = details.map(({ name, value }) => [status, message, name, value, 'True', told]);
  const names = ['Status', 'Message', 'Data.Name', 'Data.Value', 'Expanded', 'Solutions'];
  const insights = table(7, names, rows.length > 0 ? rows : [[status, message, '', '', 'False', told]]);
  const numbers = series && {
    ...table(
      2,
      ['PreciseTimeStamp', series.column],
      series.points.map(([at, value]) => [at.toISOString(), value]),
    ),
    renderingProperties: { ...shown(2), title: series.title },
  };
  return envelope(cluster, detector.id, {
    metadata: metadata(detector, 'Detector'),
    status: { message: null, statusId: statusIds[status] },
    dataset: [insights, ...(numbers ? [numbers] : []), search()],
  });
}

function table(type: number, names: string[], rows: unknown[][]) {
  const columns = names.map((columnName) => ({ columnName, columnType: null, dataType: 'String' }));
  return { renderingProperties: shown(type), table: { columns, rows, tableName: '' } };
}

function shown(type: number) {
  return { description: null, isVisible: true, title: null, type };
}

function search() {
  return table(23, ['DetectorSearchEnabled', 'WebSearchEnabled', 'CustomQueryString'], [[true, true, '']]);
}
