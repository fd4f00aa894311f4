/** The library's own declarations; its package also ships TypeScript source, which these settings cannot compile. */
export * from '../../../node_modules/adaptivecards/lib/adaptivecards.js';
