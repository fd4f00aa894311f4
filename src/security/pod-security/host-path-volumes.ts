import { defineControl, violation } from './control.ts';

/** No volume is a folder of the node. */
export const hostPathVolumes = defineControl({
  name: 'host-path-volumes',
  title: 'HostPath Volumes',
  level: 'baseline',
  judge: ({ spec }) =>
    (spec.volumes ?? []).flatMap(({ hostPath }, n) =>
      hostPath ? [violation(`spec.volumes[${n}].hostPath`, hostPath.path ?? hostPath)] : [],
    ),
});
