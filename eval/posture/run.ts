import { resolve } from 'node:path';
import { casesIn } from './cases-in.ts';
import { judgeCase } from './judge-case.ts';

/**
 * Judges every case of a folder and prints the misses: npm run -s eval:posture -- FOLDER.
 * The last line is {"passed":..,"failed":..,"total":..}; the exit code is 1 when some failed or none was there.
 */
const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write('Give the folder of the cases: npm run -s eval:posture -- FOLDER\n');
  process.exitCode = 2;
} else {
  const judged = casesIn(resolve(folder)).map((it) => ({ ...it, ...judgeCase(it) }));
  const missed = judged.filter((it) => !it.isRight);
  for (const { file, level, verdict, said } of missed) console.log(`${file}: should ${verdict} ${level}: ${said}`);
  console.log(JSON.stringify({ passed: judged.length - missed.length, failed: missed.length, total: judged.length }));
  if (missed.length > 0 || judged.length === 0) process.exitCode = 1;
}
