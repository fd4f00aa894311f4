import { recordOf } from '../reading/record-of.ts';
import { textOf } from '../reading/text-of.ts';
import type { KindOfAlert } from './common-alert.ts';
import type { CommonAlert } from './read-common-alert.ts';

/** A metric or log alert: what was measured, against which threshold, and where the rows of its query can be seen. */
export function condition({ essentials, context }: CommonAlert): KindOfAlert {
  const all = recordOf(context.condition)?.allOf;
  // The first version of log alerts has one condition, with capital letters and without a list.
  const conditions = Array.isArray(all) ? all.map((it) => recordOf(it) ?? {}) : [fromFirstVersion(context)];
  const [first = {}] = conditions;
  const said = conditions.map(sentence).filter((it) => it !== '');
  const query = textOf(first.searchQuery) ?? textOf(first.query);
  const value = textOf(first.metricValue);
  const rows = textOf(first.linkToFilteredSearchResultsUI) ?? textOf(first.linkToSearchResultsUI);
  const metric = textOf(first.metricName);
  const rule = textOf(essentials.alertRule);
  const item = textOf(Array.isArray(essentials.configurationItems) ? essentials.configurationItems[0] : undefined);
  return {
    title: rule && item && `${rule}: ${item}`,
    labels: { ...(metric && { metric }) },
    annotations: {
      ...(said.length > 0 && { condition: said.join('; ') }),
      ...(query && { query }),
      ...(value && { value }),
      ...(rows && { rows }),
    },
  };
}

function fromFirstVersion(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    searchQuery: context.SearchQuery,
    operator: context.Operator,
    threshold: context.Threshold,
    metricValue: context.ResultCount,
    linkToFilteredSearchResultsUI: context.LinkToFilteredSearchResultsUI,
    linkToSearchResultsUI: context.LinkToSearchResults,
  };
}

/** "Average of Percentage CPU GreaterThan 25: 31.4"; a dynamic threshold has its sensitivity. */
function sentence(it: Record<string, unknown>): string {
  const aggregation = textOf(it.timeAggregation);
  const metric = textOf(it.metricName) ?? textOf(it.metricMeasureColumn) ?? (it.searchQuery ? 'rows' : undefined);
  const [operator, threshold] = [textOf(it.operator), textOf(it.threshold)];
  if (!operator || !threshold) return '';
  const sensitivity = textOf(it.alertSensitivity);
  const value = textOf(it.metricValue);
  return [
    [aggregation, aggregation && metric && 'of', metric].filter(Boolean).join(' '),
    operator,
    threshold,
    sensitivity && `(dynamic, sensitivity ${sensitivity})`,
    value && `: ${value}`,
  ]
    .filter(Boolean)
    .join(' ')
    .replace(' :', ':');
}
