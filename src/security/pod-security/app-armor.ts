import { contextsOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';

/** Before the profile was a field, it was an annotation for each container; the standard still looks at both. */
const prefix = 'container.apparmor.security.beta.kubernetes.io/';
const allowed = new Set(['RuntimeDefault', 'Localhost']);

/** Nothing turns the runtime's AppArmor profile off; one that the node has may stand in its place. */
export const appArmor = defineControl({
  name: 'app-armor',
  title: 'AppArmor',
  level: 'baseline',
  judge: ({ spec, annotations }) => [
    ...contextsOf(spec).flatMap(({ path, context: { appArmorProfile } }) =>
      appArmorProfile && !allowed.has(appArmorProfile.type)
        ? [violation(`${path}.appArmorProfile.type`, appArmorProfile.type)]
        : [],
    ),
    ...Object.entries(annotations).flatMap(([key, profile]) =>
      key.startsWith(prefix) && !isAllowed(profile) ? [violation(`metadata.annotations["${key}"]`, profile)] : [],
    ),
  ],
});

function isAllowed(profile: string | null): boolean {
  return !profile || profile === 'runtime/default' || profile.startsWith('localhost/');
}
