import { badge } from './badge.ts';
import { barChart } from './bar-chart.ts';
import { codeBlock } from './code-block.ts';
import { donutChart } from './donut-chart.ts';
import { registerDrawn } from './drawn-element.ts';
import { lineChart } from './line-chart.ts';
import { progressBar } from './progress-bar.ts';

/** Teaches the renderer the elements that Teams has beyond the schema; others take their fallback. */
export function registerElements(): void {
  registerDrawn('Chart.Line', lineChart);
  registerDrawn('Chart.VerticalBar', barChart);
  registerDrawn('Chart.Donut', donutChart);
  registerDrawn('CodeBlock', codeBlock);
  registerDrawn('Badge', badge);
  registerDrawn('ProgressBar', progressBar);
}
