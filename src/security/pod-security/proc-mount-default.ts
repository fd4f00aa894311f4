import { defineControl } from './control.ts';
import { unmasked } from './proc-mount.ts';

/** The runtime's masks over /proc stay on, also where the pod has users of its own. */
export const procMountDefault = defineControl({
  name: 'proc-mount-default',
  title: '/proc Mount Type',
  level: 'restricted',
  judge: unmasked,
});
