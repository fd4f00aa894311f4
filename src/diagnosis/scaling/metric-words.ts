import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';

/** A metric of an autoscaler: what it is now and what it should be, in words, and how many times the target that is. */
export interface MetricReading {
  words: string;
  /** 1 is at target. */
  ratio: number;
}

/** The metrics that an autoscaler could read, the furthest above its target first. */
export function metricReadings({ spec, status }: V2HorizontalPodAutoscaler): MetricReading[] {
  return (spec?.metrics ?? [])
    .flatMap((wanted): MetricReading[] => {
      const name = nameOf(wanted);
      const target = (wanted.resource ?? wanted.containerResource ?? wanted.pods ?? wanted.external ?? wanted.object)
        ?.target;
      const found = (status?.currentMetrics ?? []).find((it) => it.type === wanted.type && nameOf(it) === name);
      const now = (found?.resource ?? found?.containerResource ?? found?.pods ?? found?.external ?? found?.object)
        ?.current;
      const { averageUtilization: aim } = target ?? {};
      const is = now?.averageUtilization;
      if (aim !== undefined && is !== undefined)
        return [{ words: `${name} is at ${is} % of the request, the target is ${aim} %`, ratio: is / aim }];
      const [text, wantedText] = target?.averageValue
        ? [now?.averageValue, target.averageValue]
        : [now?.value, target?.value];
      const [value, limit] = [quantity(text), quantity(wantedText)];
      if (value === undefined || limit === undefined || limit === 0) return [];
      return [{ words: `${name} is at ${text}, the target is ${wantedText}`, ratio: value / limit }];
    })
    .sort((a, b) => b.ratio - a.ratio);
}

interface Named {
  resource?: { name: string };
  containerResource?: { name: string };
  pods?: { metric: { name: string } };
  external?: { metric: { name: string } };
  object?: { metric: { name: string } };
}

function nameOf({ resource, containerResource, pods, external, object }: Named): string {
  return (resource ?? containerResource)?.name ?? (pods ?? external ?? object)?.metric.name ?? 'its metric';
}
