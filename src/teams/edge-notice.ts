import type { Card } from '../model/card.ts';

/** What the edge itself has to say when there is no answer to show; fixed words only. */
export function edgeNotice(title: string, text: string): Card {
  return {
    template: 'notice',
    summary: title,
    json: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      body: [
        {
          type: 'TextBlock',
          text: title,
          weight: 'Bolder',
          size: 'Medium',
          color: 'Warning',
          wrap: true,
          style: 'heading',
        },
        { type: 'TextBlock', text, wrap: true },
      ],
    },
  };
}
