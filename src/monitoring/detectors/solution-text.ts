import { z } from 'zod';
import type { DetectorText } from '../../model/detector.ts';
import { detectorLine, detectorText } from './detector-text.ts';

/** A solution as App Service diagnostics writes it; what its button would do is not ours to do. */
const Solution = z.object({
  Name: z.string().nullish(),
  Title: z.string().nullish(),
  DescriptionMarkdown: z.string().nullish(),
  Descriptions: z.array(z.string()).nullish(),
});

/** What stands in the column of solutions, as plain text: "null", a list of solutions as JSON, or words. */
export function solutionText(cell: string): DetectorText[] {
  const text = cell.trim();
  if (text === '' || text === 'null' || text === '[]') return [];
  const solutions = z.array(Solution).safeParse(jsonOr(text));
  if (!solutions.success) return detectorText(text);
  return solutions.data.flatMap(({ Title, Name, DescriptionMarkdown, Descriptions }) => {
    const heading = detectorLine(Title || Name || '');
    return [
      ...(heading === '' ? [] : [{ kind: 'heading', text: heading } as const]),
      ...(DescriptionMarkdown ? detectorText(`<markdown>${DescriptionMarkdown}</markdown>`) : []),
      ...(Descriptions ?? []).flatMap(detectorText),
    ];
  });
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is shown as the text that it is.
    return undefined;
  }
}
