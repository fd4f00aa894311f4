import { defineControl, violation } from './control.ts';

const allowed = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  // Since Kubernetes 1.33: whoever may run an image may read one too.
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** Every volume is of a kind that reaches no storage past a claim. */
export const volumeTypes = defineControl({
  name: 'volume-types',
  title: 'Volume Types',
  level: 'restricted',
  // What a volume says of its storage may hold a password (an address, options of a driver): its fields are named alone.
  // A volume that names no kind at all keeps this: the API server makes it an emptyDir.
  judge: ({ spec }) =>
    (spec.volumes ?? []).flatMap((volume, n) =>
      Object.entries(volume).flatMap(([field, source]) =>
        field === 'name' || allowed.has(field) || source === undefined || source === null
          ? []
          : [violation(`spec.volumes[${n}].${field}`, Object.keys(source))],
      ),
    ),
});
