import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { within } from '../saved-queries/within.ts';

/** Images by how many containers run them. */
export const imagesInUse = defineQuery({
  name: 'images-in-use',
  title: 'Images in use',
  summary: 'Which images run now, and in how many containers.',
  ways: ['container images', 'image versions'],
  table: 'ContainerInventory',
  of: 'cluster',
  hours: 1,
  kql: (it) => kql`
ContainerInventory${within(it)}
| where ContainerState == 'Running'
| summarize arg_max(TimeGenerated, Image, ImageTag, Repository, Computer) by ContainerID
| summarize Containers = count(), Nodes = dcount(Computer) by Image, Tag = ImageTag, Registry = Repository
| project Image, Tag, Containers, Nodes, Registry
| order by Containers desc, Image asc`,
});
