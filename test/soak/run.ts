import { readdirSync } from 'node:fs';

/** A long proof: tells what it found and whether it holds; progress goes to standard error. */
export type Soak = (args: readonly string[]) => Promise<{ holds: boolean } & Record<string, unknown>>;

// The long form of proofs that the test suite holds in short: npm run soak -- NAME. Exit code 1: it does not hold.
const [name = '', ...args] = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));

const module = names.includes(name) ? ((await import(`./${name}.ts`)) as { soak?: Soak }) : undefined;
if (module?.soak) {
  const result = await module.soak(args);
  process.stdout.write(`${JSON.stringify({ soak: name, ...result })}\n`);
  process.exitCode = result.holds ? 0 : 1;
} else {
  process.stderr.write(`Usage: npm run soak -- ${names.join(' | ')}\n`);
  process.exitCode = 2;
}
