import { kql } from '../../azure/kql.ts';
import { defineQuery } from '../saved-queries/saved-query.ts';
import { inNamespace, within } from '../saved-queries/within.ts';

/** Pods whose image could not be pulled. */
export const imagePulls = defineQuery({
  name: 'image-pulls',
  title: 'Images that could not be pulled',
  summary: 'Pods whose image could not be pulled, with what the registry said.',
  ways: ['image pull errors', 'image pull failures', 'imagepullbackoff'],
  table: 'KubeEvents',
  of: 'namespace',
  hours: 6,
  kql: (it) => kql`
KubeEvents${within(it)}${inNamespace(it)}
| where ObjectKind == 'Pod' and Reason in ('Failed', 'ErrImagePull', 'ImagePullBackOff', 'BackOff') and Message has_any ('image', 'pull')
| summarize Times = sum(Count), arg_max(TimeGenerated, Message) by Pod = Name, Namespace
| project Pod, Times = tolong(Times), Last = TimeGenerated, Message, Namespace
| order by Last desc`,
});
