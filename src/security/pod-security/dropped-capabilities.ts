import { containersOf } from './containers-of.ts';
import { defineControl, violation } from './control.ts';
import { isForWindows } from './pod-kind.ts';

/** Every container gives all capabilities up, and takes none back but that to listen below port 1024. Not asked of Windows. */
export const droppedCapabilities = defineControl({
  name: 'dropped-capabilities',
  title: 'Capabilities',
  level: 'restricted',
  judge: ({ spec }) =>
    isForWindows(spec)
      ? []
      : containersOf(spec).flatMap(({ path, container: { securityContext } }) => {
          const { add, drop } = securityContext?.capabilities ?? {};
          return [
            ...(drop?.includes('ALL') ? [] : [violation(`${path}.securityContext.capabilities.drop`, drop)]),
            ...(add ?? []).flatMap((capability, n) =>
              capability === 'NET_BIND_SERVICE'
                ? []
                : [violation(`${path}.securityContext.capabilities.add[${n}]`, capability)],
            ),
          ];
        }),
});
