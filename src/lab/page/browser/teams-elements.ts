import { badge } from './badge.ts';
import { barChart, groupedBarChart } from './bar-chart.ts';
import { codeBlock } from './code-block.ts';
import { registerDrawn } from './drawn-element.ts';
import { gaugeChart } from './gauge-chart.ts';
import { horizontalBarChart } from './horizontal-bar-chart.ts';
import { icon } from './icon.ts';
import { lineChart } from './line-chart.ts';
import { progressBar } from './progress-bar.ts';
import { progressRing } from './progress-ring.ts';
import { donutChart, pieChart } from './round-chart.ts';
import { stackedBarChart } from './stacked-bar-chart.ts';

/** Teaches the renderer the elements that Teams has beyond the schema; others take their fallback. */
export function registerElements(): void {
  registerDrawn('Chart.Line', lineChart);
  registerDrawn('Chart.VerticalBar', barChart);
  registerDrawn('Chart.VerticalBar.Grouped', groupedBarChart);
  registerDrawn('Chart.HorizontalBar', horizontalBarChart);
  registerDrawn('Chart.HorizontalBar.Stacked', stackedBarChart);
  registerDrawn('Chart.Donut', donutChart);
  registerDrawn('Chart.Pie', pieChart);
  registerDrawn('Chart.Gauge', gaugeChart);
  registerDrawn('CodeBlock', codeBlock);
  registerDrawn('Badge', badge);
  registerDrawn('Icon', icon);
  registerDrawn('ProgressBar', progressBar);
  registerDrawn('ProgressRing', progressRing);
}
