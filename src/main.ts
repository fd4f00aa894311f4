import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// What was compiled once is kept beside the code, by whose owner alone it can be written: a second start takes two thirds
// of the time. Where that folder cannot be written, nothing is kept.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/watchkeeper', import.meta.url)));
await import('./main/start.ts');
