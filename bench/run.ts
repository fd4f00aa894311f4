import { readdirSync } from 'node:fs';

/** What a bench tells: plain figures, and the ratios that are wanted to hold. */
export interface BenchResult {
  bench: string;
  figures: Record<string, number>;
  ratios: Record<string, number>;
}

/** A file bench/<name>.ts exports `bench`; progress goes to standard error, the result is the last line of the output. */
export type Bench = () => Promise<BenchResult>;

const [name = ''] = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));

const module = names.includes(name) ? ((await import(`./${name}.ts`)) as { bench?: Bench }) : undefined;
if (module?.bench) {
  console.log(JSON.stringify(await module.bench()));
} else {
  console.error(`Usage: npm run bench -- ${names.join(' | ')}`);
  process.exitCode = 1;
}
