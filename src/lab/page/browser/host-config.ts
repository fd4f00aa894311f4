const tones = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'] as const;

/** Colours are CSS variables, so that light and dark are one configuration and a card need not be drawn again. */
const foregroundColors = Object.fromEntries(
  tones.map((tone) => [tone, { default: `var(--card-${tone})`, subtle: `var(--card-${tone}-subtle)` }]),
);

const style = (name: string) => ({
  foregroundColors,
  backgroundColor: `var(--card-${name}-background)`,
  borderColor: `var(--card-${name}-border)`,
});

const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
});

/** How Teams lays a card out: its sizes, spaces and six actions; written for this page. */
export const hostConfig = {
  choiceSetInputValueSeparator: ',',
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontTypes: { default: font('var(--font)'), monospace: font('var(--mono)') },
  textStyles: { heading: { fontType: 'default', size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
  textBlock: { headingLevel: 3 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  hostWidthBreakpoints: { veryNarrow: 216, narrow: 413, standard: 605 },
  containerStyles: {
    default: style('surface'),
    emphasis: style('emphasis'),
    accent: style('accent'),
    good: style('good'),
    warning: style('warning'),
    attention: style('attention'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: { size: 'default', color: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { size: 'default', color: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
};
